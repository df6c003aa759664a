import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";

/** A text to take along. */
export interface Copyable {
  readonly element: HTMLElement;
  show(text: string): void;
}

/** @param title e.g. `Address` */
export function copyable({ say }: Playground, title: string): Copyable {
  const code = element("code", {});
  const copy = async () => {
    await navigator.clipboard.writeText(code.textContent);
    say("Copied.");
  };
  return {
    element: element(
      "section",
      { class: "copyable" },
      element("h2", {}, title),
      button("Copy", copy, { class: "quiet", "aria-label": `Copy: ${title}` }),
      element("pre", { tabindex: 0, role: "group", "aria-label": title }, code),
    ),
    show(text) {
      code.textContent = text;
    },
  };
}
