import { button, element } from "./element.ts";

/** Milliseconds for which good news is shown. */
const SHOWN_MS = 4_000;

/** Sentences that come and go over the page. */
export interface Notices {
  readonly element: HTMLElement;
  say(text: string): void;
  /** Stays until somebody has read it. */
  warn(text: string): void;
}

/** Both regions are there from the beginning: screen readers tell only what changes in one that they know. */
export function notices(): Notices {
  const news = element("div", { role: "status" });
  const warnings = element("div", { role: "alert" });
  return {
    element: element("div", { class: "notices" }, news, warnings),
    say(text) {
      const notice = element("p", { class: "notice" }, text);
      news.replaceChildren(notice);
      setTimeout(() => notice.remove(), SHOWN_MS);
    },
    warn(text) {
      const notice = element("p", { class: "notice warning" }, text);
      notice.append(
        " ",
        button("Dismiss", () => notice.remove(), { class: "quiet" }),
      );
      warnings.replaceChildren(notice);
    },
  };
}
