import { canonicalColor } from "./color.ts";
import type { ParameterRow } from "./parameters.ts";
import type { PlacedRow, PlacedRowOf } from "./placed-row.ts";
import { utf8 } from "./utf8.ts";

/**
 * What reads a row's texts, e.g. `640`; each returns `undefined` where the row does not accept the text. Letter case
 * counts for names only.
 *
 * Which of the functions below it is, the edge's build writes into its rows by name: a request pays for no choice.
 */
export function readerOf(row: ParameterRow): PlacedRow["read"] {
  switch (row.kind) {
    case "integer":
      return row.step ? readStepped : readInteger;
    case "decimal":
      return readDecimal;
    case "numbers":
      return readNumbers;
    case "word":
      return readWord;
    case "flag":
      return readFlag;
    case "ratio":
      return readRatio;
    case "color":
      return readColor;
    case "name":
      return readName;
    case "text":
      return readText;
  }
}

export function readInteger(text: string, row: PlacedRowOf<"integer">): number | undefined {
  return wholeNumber(text, row.min, row.max);
}

/** An integer that moves up to the next step, or the row's own word. */
export function readStepped(text: string, row: PlacedRowOf<"integer">): number | string | undefined {
  const whole = wholeNumber(text, row.min, row.max);
  return text.toLowerCase() === row.word ? row.means : whole && Math.ceil(whole / row.step!) * row.step!;
}

export function readDecimal(text: string, row: PlacedRowOf<"decimal">): number | undefined {
  return matches(/^(\d|\d?\.\d{1,6})$/, text) && +text >= row.min && +text <= row.max ? +text : undefined;
}

export function readNumbers(text: string, row: PlacedRowOf<"numbers">): number[] | undefined {
  return numbers(text.split(","), row.min, row.max);
}

export function readWord(text: string, row: PlacedRowOf<"word">): string | undefined {
  const word = text.toLowerCase();
  if (row.words.split(" ").indexOf(word) >= 0) return word;
  const pairs = (row.also || "").split(" ");
  const at = pairs.indexOf(word);
  return at % 2 === 0 ? pairs[at + 1] : undefined;
}

export function readFlag(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === "1" || word === "true" ? true : word === "0" || word === "false" ? false : undefined;
}

/** @returns e.g. 1.7777… for `16:9` */
export function readRatio(text: string): number | undefined {
  const sides = numbers(text.split(":"), [1, 1], 9999);
  return sides && sides[0]! / sides[1]!;
}

export function readColor(text: string): string | undefined {
  return canonicalColor(text.toLowerCase());
}

export function readName(text: string, row: PlacedRowOf<"name">): string | undefined {
  return matches(row.pattern, text) ? text : undefined;
}

/** Words; what of them no font shows is left out when they are drawn. */
export function readText(text: string, row: PlacedRowOf<"text">): string | undefined {
  return text && utf8(text).length <= row.max ? text : undefined;
}

/**
 * The text must be the number's own spelling, so that `007`, `1e3`, `0x10` and ` 7` are no numbers.
 *
 * Here and in the variant key texts are put together by `+`: njs takes a third of the time that a template costs it.
 */
export function wholeNumber(text: string, min: number, max: number): number | undefined {
  const number = +text;
  return "" + number === text && number % 1 === 0 && number >= min && number <= max ? number : undefined;
}

function numbers(parts: readonly string[], min: readonly number[], max: number): number[] | undefined {
  const found: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    const number = wholeNumber(parts[i]!, min[i]!, max);
    if (number === undefined) return undefined;
    found[i] = number;
  }
  return found.length === min.length ? found : undefined;
}

/** In njs, the `$` of a regular expression is also before a newline at the end. */
function matches(pattern: RegExp, text: string): boolean {
  return text.indexOf("\n") < 0 && pattern.test(text);
}
