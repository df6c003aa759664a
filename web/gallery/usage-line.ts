import { element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { usageParts } from "./usage-parts.ts";

/** What somebody has, and may have. */
export interface UsageLine {
  readonly element: HTMLElement;
  /** Looks again. */
  update(): void;
}

export function usageLine({ darkroom, report }: Playground): UsageLine {
  const line = element("p", { class: "usage" });
  const update = async () => {
    const parts = usageParts(await darkroom.user());
    line.replaceChildren(...parts.map(({ text, isNear }) => element(isNear ? "strong" : "span", {}, text)));
  };
  const look = () => void update().catch(report);
  look();
  return { element: line, update: look };
}
