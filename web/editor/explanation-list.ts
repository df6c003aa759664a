import { explanationFacts } from "../../client/explanation-facts.ts";
import type { ImageExplanation } from "../../lib/image-explanation.ts";
import { element } from "../element.ts";

/** What an address means to the edge, a line for each thing that there is to say. */
export interface ExplanationList {
  readonly element: HTMLElement;
  show(explained: ImageExplanation): void;
}

/** The picture is made for this very look at it: nobody needs to know if it was stored a moment before, nor an estimate beside its bytes. */
const SEEN_ANYWAY: ReadonlySet<string> = new Set(["bytes", "stored"]);

export function explanationList(): ExplanationList {
  const list = element("dl", { class: "explanation" });
  return {
    element: element("section", {}, element("h2", {}, "What the edge makes of it"), list),
    show(explained) {
      const facts = explanationFacts(explained).filter(([name]) => !SEEN_ANYWAY.has(name));
      list.replaceChildren(...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
    },
  };
}
