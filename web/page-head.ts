import { button, element } from "./element.ts";

/**
 * The line at the top of every place.
 *
 * @param name who is signed in
 */
export function pageHead(name: string, signOut: () => void): HTMLElement {
  return element(
    "div",
    { class: "head" },
    element("nav", { "aria-label": "Playground" }, link("#/", "Pictures"), link("#/defaults", "Defaults")),
    element("span", { class: "who" }, name),
    button("Sign out", signOut, { class: "quiet" }),
  );
}

function link(href: string, text: string): HTMLElement {
  return element("a", { href }, text);
}

/** Marks the place where somebody is. */
export function markPlace(head: HTMLElement, hash: string): void {
  for (const each of head.querySelectorAll("a")) {
    if (each.getAttribute("href") === (hash.split("?")[0] || "#/")) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
}
