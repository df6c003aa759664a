import { element } from "../element.ts";
import type { Control, ControlOptions, RowOf } from "./control.ts";

/** What the numbers of a row are, by how many there are: a point in percent, a rectangle in px. */
const PARTS: ReadonlyMap<number, readonly string[]> = new Map([
  [2, ["x", "y"]],
  [4, ["x", "y", "width", "height"]],
]);

/** Several whole numbers that belong together; all of them or none. */
export function numbersControl({ row, id, label, onChange }: ControlOptions<RowOf<"numbers">>): Control {
  const parts = PARTS.get(row.min.length) ?? row.min.map((_, index) => `${index + 1}`);
  const fields = parts.map((part, index) => {
    const about = { "aria-label": `${label}, ${part}`, placeholder: part.charAt(0) };
    const bounds = { type: "number", min: row.min[index] ?? 0, max: row.max, step: 1 };
    return element("input", { ...bounds, ...about, id: index === 0 ? id : `${id}-${part}`, oninput: onChange });
  });
  return {
    element: element("div", { class: "numbers" }, ...fields),
    // A part that is missing leaves a gap, which the table's own sentence is about.
    text: () => (fields.every((field) => field.value === "") ? "" : fields.map((field) => field.value).join(",")),
    set(text) {
      const values = text.split(",");
      for (const [index, field] of fields.entries()) field.value = values[index] ?? "";
    },
  };
}
