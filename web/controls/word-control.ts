import { element } from "../element.ts";
import type { Control, ControlOptions, RowOf } from "./control.ts";

/** One of some words; the first choice says nothing, and tells what that means. */
export function wordControl({ row, id, onChange }: ControlOptions<RowOf<"word">>): Control {
  const unsaid = row.default === undefined ? "–" : `${row.default} (usual)`;
  const words = row.words.split(" ").filter((word) => word !== row.default);
  const choices = words.map((word) => element("option", { value: word }, word));
  const select = element("select", { id, onchange: onChange }, element("option", { value: "" }, unsaid), ...choices);
  return {
    element: select,
    text: () => select.value,
    set(text) {
      select.value = words.includes(text) ? text : "";
    },
  };
}
