import { element } from "../element.ts";
import type { Control, ControlOptions, RowOf } from "./control.ts";

/** On or off; what is the default is not said. */
export function flagControl({ row, id, onChange }: ControlOptions<RowOf<"flag">>): Control {
  const isUsual = row.default === true;
  const box = element("input", { id, type: "checkbox", role: "switch", checked: isUsual, onchange: onChange });
  return {
    element: box,
    text: () => (box.checked === isUsual ? "" : box.checked ? "1" : "0"),
    set(text) {
      box.checked = text === "" ? isUsual : text === "1" || text === "true";
    },
  };
}
