import { canonicalColor } from "./color.ts";
import type { ParameterRow } from "./parameters.ts";

/** A parameter's value as read: what it is depends on the row's kind. */
export type Value = number | string | boolean | readonly number[];

/**
 * Reads one value by its row.
 *
 * @param row e.g. the row of `w`
 * @param text e.g. `640`; letter case counts for names only
 * @returns e.g. `640`, or `undefined` where the row does not accept it
 */
export function readValue(row: ParameterRow, text: string): Value | undefined {
  // In njs, the `$` of a regular expression is also before a newline at the end.
  if (text.indexOf("\n") >= 0) return undefined;
  const lower = text.toLowerCase();
  switch (row.kind) {
    case "integer": {
      const whole = wholeNumber(text, row.min, row.max);
      return whole && row.step ? Math.ceil(whole / row.step) * row.step : whole;
    }
    case "decimal":
      return /^\d(\.\d{1,4})?$/.test(text) && +text >= row.min && +text <= row.max ? +text : undefined;
    case "numbers":
      return numbers(text, row.min, row.max);
    case "word":
      return row.words.indexOf(lower) >= 0 ? lower : spelledAlso(row.also, lower);
    case "flag":
      return lower === "1" || lower === "true" ? true : lower === "0" || lower === "false" ? false : undefined;
    case "ratio":
      return ratio(text);
    case "color":
      return canonicalColor(lower);
    case "name":
      return row.pattern.test(text) ? text : undefined;
  }
}

/**
 * What a row accepts, as the rest of a sentence.
 *
 * @returns e.g. `a whole number from 1 to 4096`
 */
export function accepts(row: ParameterRow): string {
  switch (row.kind) {
    case "integer":
      return `a whole number from ${row.min} to ${row.max}`;
    case "decimal":
      return `a number from ${row.min} to ${row.max}`;
    case "numbers":
      return `${row.min.length} whole numbers up to ${row.max} with commas between, the least ${row.min.join()}`;
    case "word":
      return `one of ${row.words.join(", ")}`;
    case "flag":
      return "0 or 1";
    case "ratio":
      return "a ratio such as 16:9";
    case "color":
      return "3, 4, 6 or 8 hex digits or a CSS color name";
    case "name":
      return row.accepts;
  }
}

/** The text must be the number's own spelling, so that `007`, `1e3`, `0x10` and ` 7` are no numbers. */
function wholeNumber(text: string, min: number, max: number): number | undefined {
  const number = +text;
  return `${number}` === text && number % 1 === 0 && number >= min && number <= max ? number : undefined;
}

function numbers(text: string, min: readonly number[], max: number): number[] | undefined {
  const parts = text.split(",");
  if (parts.length !== min.length) return undefined;
  const found = parts.map((part, place) => wholeNumber(part, min[place]!, max));
  return found.every((number) => number !== undefined) ? found : undefined;
}

function ratio(text: string): number | undefined {
  const sides = /^(\d{1,4}):(\d{1,4})$/.exec(text);
  return sides && +sides[1]! > 0 && +sides[2]! > 0 ? +sides[1]! / +sides[2]! : undefined;
}

function spelledAlso(spellings: readonly (readonly string[])[] | undefined, text: string): string | undefined {
  for (let i = 0; spellings && i < spellings.length; i++) {
    if (spellings[i]![0] === text) return spellings[i]![1];
  }
  return undefined;
}
