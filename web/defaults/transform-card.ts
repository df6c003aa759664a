import type { TransformJson } from "../../lib/url/transform-json.ts";
import { parameterForm } from "../controls/parameter-form.ts";
import { button, element } from "../element.ts";

/** One transform of the defaults, folded up to what it says. */
export interface TransformCard {
  readonly element: HTMLElement;
  /** A rendition's name; empty for the transform of all pictures. */
  readonly name: string;
  transform(): TransformJson;
  focus(): void;
}

export interface TransformCardOptions {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly transform: TransformJson;
  readonly isOpen: boolean;
  /** Takes it out; absent for what is always there. */
  readonly remove?: () => void;
}

export function transformCard({ id, name, title, transform, isOpen, remove }: TransformCardOptions): TransformCard {
  const summary = element("code", {});
  const said = Object.fromEntries(
    Object.entries(transform).map(([key, value]) => [key, `${typeof value === "boolean" ? +value : value}`]),
  );
  const form = parameterForm({ id, scope: "defaults", said, onChange: () => show() });
  const show = () => {
    const pairs = Object.entries(form.parameters()).map((pair) => pair.join("="));
    summary.textContent = pairs.join(" ") || "nothing";
  };
  show();
  const head = element("summary", {}, element("strong", {}, title), " ", summary);
  const removal =
    remove === undefined ? [] : [button("Remove", remove, { class: "quiet", "aria-label": `Remove ${name}` })];
  return {
    element: element("details", { class: "transform", open: isOpen }, head, form.element, ...removal),
    name,
    transform: () => form.parameters(),
    focus: () => head.focus(),
  };
}
