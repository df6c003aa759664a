import { element } from "../element.ts";
import type { Control, ControlOptions, RowOf } from "./control.ts";

/** Steps of a number with a fraction. */
const DECIMAL_STEP = 0.1;

/** A number by hand or by a slider, or the row's own word by hand; an empty field says nothing, and the slider then shows where it would begin. */
export function numberControl(options: ControlOptions<RowOf<"integer" | "decimal">>): Control {
  const { row, id, label, onChange } = options;
  const start = options.start ?? (typeof row.default === "number" ? row.default : row.min);
  const step = row.kind === "decimal" ? DECIMAL_STEP : (row.step ?? 1);
  const bounds = { min: row.min, max: row.max, step: row.kind === "decimal" ? step : 1 };
  const word = row.kind === "integer" ? row.word : undefined;
  // A word wants a keyboard with letters.
  const number = { ...bounds, type: "number", placeholder: "–", inputmode: "decimal" };
  const field = element("input", { id, ...(word === undefined ? number : { type: "text", placeholder: word }) });
  // A slider counts from its least value: from 1 in fives it would never come to 100.
  const least = row.min % step === 0 ? row.min : Math.ceil(row.min / step) * step;
  const slider = element("input", { type: "range", min: least, max: row.max, step, "aria-label": `${label}, slider` });
  const show = () => {
    const isNumber = field.value !== "" && !Number.isNaN(Number(field.value));
    slider.value = isNumber ? field.value : `${start}`;
    slider.toggleAttribute("data-unsaid", !isNumber);
  };
  field.addEventListener("input", () => {
    show();
    onChange();
  });
  slider.addEventListener("input", () => {
    field.value = slider.value;
    show();
    onChange();
  });
  show();
  return {
    element: element("div", { class: "number" }, slider, field),
    text: () => field.value,
    set(text) {
      field.value = text;
      show();
    },
  };
}
