import { isMarketingTag } from "../parameters.ts";
import { decodeText } from "../query.ts";
import { type Refused, refused, repeatedKey } from "../refusal.ts";
import { fromChange, fromFactor } from "./amounts.ts";

/** What is said of a picture, by keys of ours or of another system, e.g. `{ w: "300", fit: "cover" }`. */
export type Said = Record<string, string>;

/** A picture's URL of another system, folded. */
export interface Folded {
  readonly imageId: string;
  /** By our own keys, with texts that our own URLs would have. */
  readonly said: Said;
}

/** What somebody says, by keys of another system. */
export interface Heard {
  readonly said: Said;
}

/** A spelling that has no counterpart, e.g. `{ unfolded: "mark" }`; why, and what takes its place, its system's sentences tell. */
export interface Unfolded {
  readonly unfolded: string;
}

/**
 * Reads a URL of another system; `undefined` for what is no picture's address there. Where the path says all, a query says
 * nothing, there and here.
 */
export type ReadForeign = (path: string, rawQuery: string) => Folded | Unfolded | Refused | undefined;

/** Adds what one spelling says to what our own URL would say; returns false for one that has no counterpart. */
export type Fold = (key: string, value: string, theirs: Said, ours: Said) => boolean;

/**
 * Folds all that is said of a picture.
 *
 * @param theirs by the other system's keys
 * @param simple for spellings that hang on no other: their key, then ours, in turn. Before ours may stand `+` for a
 *   change from -100 to 100, `*` for a factor, and `!` for one that is there or not; `-` alone is nothing to a picture
 * @param fold takes the others
 */
export function foldAll(imageId: string, theirs: Said, simple: string, fold: Fold): Folded | Unfolded {
  const ours: Said = Object.create(null);
  const words = simple.split(" ");
  for (const key in theirs) {
    const to = wordAfter(words, key);
    const value = theirs[key]!;
    if (!(to ? take(ours, to, value) : fold(key, value, theirs, ours))) return { unfolded: key };
  }
  return { imageId: imageId, said: ours };
}

function take(ours: Said, to: string, value: string): boolean {
  const key = to.slice(1);
  switch (to[0]) {
    case "+":
      return put(ours, key, fromChange(value));
    case "*":
      return put(ours, key, fromFactor(value));
    case "!":
      return put(ours, key, value === "false" ? "0" : "1");
    case "-":
      return true;
    default:
      return put(ours, to, value);
  }
}

/**
 * What a word stands for.
 *
 * @param pairs words and what each stands for, in turn, e.g. `crop cover scale fill`; where a word is both, first in front
 */
export function standsFor(pairs: string, word: string): string | undefined {
  return wordAfter(pairs.split(" "), word);
}

function wordAfter(words: readonly string[], word: string): string | undefined {
  const at = words.indexOf(word);
  return at % 2 === 0 ? words[at + 1] : undefined;
}

/**
 * A text as somebody wrote it into a path, where `+` is a plus.
 *
 * @returns `undefined` for bad percent-encoding
 */
export function decodePath(text: string): string | undefined {
  return text.indexOf("%") < 0 ? text : decodeText(text.replace(/\+/g, "%2B"));
}

/**
 * What a query says, marketing tags left out.
 *
 * @param rawQuery e.g. `w=300&utm_source=mail`
 */
export function readSaid(rawQuery: string): Heard | Refused {
  const said: Said = Object.create(null);
  const parts = rawQuery.split("&");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part === "") continue;
    const equals = (part + "=").indexOf("=");
    const key = decodeText(part.slice(0, equals));
    const value = decodeText(part.slice(equals + 1));
    if (key === undefined || value === undefined) return refused("query-malformed", "The query");
    if (isMarketingTag(key)) continue;
    if (said[key] !== undefined) return repeatedKey(key.slice(0, 32));
    said[key] = value;
  }
  return { said: said };
}

/**
 * What options of a path say.
 *
 * @param text e.g. `width=300,fit=cover`
 * @param between what stands between options, e.g. `,`
 * @param after what stands after an option's name, e.g. `=`
 */
export function readOptions(text: string, between: RegExp, after: string): Heard | Refused {
  const said: Said = Object.create(null);
  const decoded = decodePath(text);
  if (decoded === undefined) return refused("query-malformed", "The path");
  const options = decoded.split(between);
  for (let i = 0; i < options.length; i++) {
    const option = options[i]!;
    const end = (option + after).indexOf(after);
    const key = option.slice(0, end);
    if (said[key] !== undefined) return repeatedKey(key.slice(0, 32));
    said[key] = option.slice(end + 1);
  }
  return { said: said };
}

/** Says it, where there is anything to be said and nothing was said before. */
export function put(ours: Said, key: string, value: string | undefined): boolean {
  if (!value || ours[key] !== undefined) return false;
  ours[key] = value;
  return true;
}
