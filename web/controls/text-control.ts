import { element } from "../element.ts";
import type { Control, ControlOptions, RowOf } from "./control.ts";

/** A text in a form of its own, such as a ratio, a rendition's name or words, with some that are usual. */
export function textControl({ id, offers = [], onChange }: ControlOptions<RowOf<"ratio" | "name" | "text">>): Control {
  const list = `${id}-offers`;
  const field = element("input", {
    id,
    type: "text",
    list,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "–",
  });
  field.addEventListener("input", onChange);
  const options = offers.map((value) => element("option", { value }));
  return {
    element: element("div", {}, field, element("datalist", { id: list }, ...options)),
    text: () => field.value.trim(),
    set(text) {
      field.value = text;
    },
  };
}
