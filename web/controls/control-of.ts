import { colorControl } from "./color-control.ts";
import type { Control, ControlOptions } from "./control.ts";
import { flagControl } from "./flag-control.ts";
import { numberControl } from "./number-control.ts";
import { numbersControl } from "./numbers-control.ts";
import { textControl } from "./text-control.ts";
import { wordControl } from "./word-control.ts";

/** The control for a row of the parameter table, by the row's kind. */
export function controlOf({ row, ...rest }: ControlOptions): Control {
  switch (row.kind) {
    case "integer":
    case "decimal":
      return numberControl({ row, ...rest });
    case "numbers":
      return numbersControl({ row, ...rest });
    case "word":
      return wordControl({ row, ...rest });
    case "flag":
      return flagControl({ row, ...rest });
    case "color":
      return colorControl({ row, ...rest });
    case "ratio":
    case "name":
    case "text":
      return textControl({ row, ...rest });
  }
}
