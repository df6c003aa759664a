import { canonicalColor } from "./color.ts";
import type { ParameterRow } from "./parameters.ts";

/** A parameter's value as read: what it is depends on the row's kind. */
export type Value = number | string | boolean | readonly number[];

/**
 * Reads one value by its row.
 *
 * Kinds are marked as keys, so that the edge's build shortens them as it shortens the names of properties.
 *
 * @param row e.g. the row of `w`
 * @param text e.g. `640`; letter case counts for names only
 * @returns e.g. `640`, or `undefined` where the row does not accept it
 */
export function readValue(row: ParameterRow, text: string): Value | undefined {
  switch (row.kind) {
    case /* @__KEY__ */ "integer": {
      if (row.most && text.toLowerCase() === row.most) return row.max;
      const whole = wholeNumber(text, row.min, row.max);
      return whole && row.step ? Math.ceil(whole / row.step) * row.step : whole;
    }
    case /* @__KEY__ */ "decimal":
      return matches(/^(\d|\d?\.\d{1,6})$/, text) && +text >= row.min && +text <= row.max ? +text : undefined;
    case /* @__KEY__ */ "numbers":
      return numbers(text.split(","), row.min, row.max);
    case /* @__KEY__ */ "word":
      return word(row.words, row.also, text.toLowerCase());
    case /* @__KEY__ */ "flag":
      return flag(text.toLowerCase());
    case /* @__KEY__ */ "ratio":
      return ratio(text.split(":"));
    case /* @__KEY__ */ "color":
      return canonicalColor(text.toLowerCase());
    case /* @__KEY__ */ "name":
      return matches(row.pattern, text) ? text : undefined;
  }
}

/**
 * What a row accepts, as the rest of a sentence.
 *
 * @returns e.g. `a whole number from 1 to 4096`
 */
export function accepts(row: ParameterRow): string {
  switch (row.kind) {
    case /* @__KEY__ */ "integer":
      return `a whole number from ${row.min} to ${row.max}${row.most ? ` or ${row.most}` : ""}`;
    case /* @__KEY__ */ "decimal":
      return `a number from ${row.min} to ${row.max}`;
    case /* @__KEY__ */ "numbers":
      return `${row.min.length} whole numbers with commas between, from ${row.min.join()} up to ${row.max}`;
    case /* @__KEY__ */ "word":
      return `one of ${row.words.join(", ")}`;
    case /* @__KEY__ */ "flag":
      return "0 or 1";
    case /* @__KEY__ */ "ratio":
      return "a ratio such as 16:9";
    case /* @__KEY__ */ "color":
      return "3, 4, 6 or 8 hex digits or a CSS color name";
    case /* @__KEY__ */ "name":
      return row.accepts;
  }
}

/**
 * The text must be the number's own spelling, so that `007`, `1e3`, `0x10` and ` 7` are no numbers.
 *
 * Here and in the variant key texts are put together by `+`: njs takes a third of the time that a template costs it.
 */
function wholeNumber(text: string, min: number, max: number): number | undefined {
  const number = +text;
  return "" + number === text && number % 1 === 0 && number >= min && number <= max ? number : undefined;
}

function numbers(parts: readonly string[], min: readonly number[], max: number): number[] | undefined {
  const found: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    const number = wholeNumber(parts[i]!, min[i]!, max);
    if (number === undefined) return undefined;
    found.push(number);
  }
  return found.length === min.length ? found : undefined;
}

/** In njs, the `$` of a regular expression is also before a newline at the end. */
function matches(pattern: RegExp, text: string): boolean {
  return text.indexOf("\n") < 0 && pattern.test(text);
}

/** @param text e.g. `true`, `0`; lower case */
function flag(text: string): boolean | undefined {
  return text === "1" || text === "true" ? true : text === "0" || text === "false" ? false : undefined;
}

function ratio(parts: readonly string[]): number | undefined {
  const sides = numbers(parts, [1, 1], 9999);
  return sides && sides[0]! / sides[1]!;
}

function word(
  words: readonly string[],
  also: readonly (readonly string[])[] | undefined,
  text: string,
): string | undefined {
  if (words.indexOf(text) >= 0) return text;
  for (let i = 0; also && i < also.length; i++) {
    if (also[i]![0] === text) return also[i]![1];
  }
  return undefined;
}
