import { element } from "../element.ts";
import type { Control, ControlOptions, RowOf } from "./control.ts";

/** A color by its digits or its name, or by the browser's own palette. */
export function colorControl({ id, label, onChange }: ControlOptions<RowOf<"color">>): Control {
  const field = element("input", { id, type: "text", placeholder: "e.g. f4f1ea or teal", spellcheck: "false" });
  const palette = element("input", { type: "color", value: "#808080", "aria-label": `${label}, palette` });
  field.addEventListener("input", onChange);
  palette.addEventListener("input", () => {
    field.value = palette.value.slice(1);
    onChange();
  });
  return {
    element: element("div", { class: "color" }, field, palette),
    text: () => field.value.trim(),
    set(text) {
      field.value = text;
      if (/^[\da-f]{6}$/.test(text)) palette.value = `#${text}`;
    },
  };
}
