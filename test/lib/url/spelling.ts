import fc, { type GeneratorValue } from "fast-check";
import { type ParameterRow, ROWS } from "../../../lib/url/parameters.ts";
import type { Pair } from "../../../lib/url/query.ts";
import type { Asked } from "./any-request.ts";

/** One way or another of every choice that a spelling leaves open. */
export const anyChoice: fc.Arbitrary<GeneratorValue> = fc.gen();

/** The plainest raw query that says what is asked, e.g. `w=640&bg=%23F00`. */
export function plainQuery(asked: Asked): string {
  return Object.entries(asked)
    .map(([name, text]) => `${rowNamed(name).key}=${encodeURIComponent(text)}`)
    .join("&");
}

/**
 * Another raw query for the same picture: any order, aliases, letter case, defaults spelled out, marketing tags,
 * needless percent-encoding.
 */
export function otherQuery(asked: Asked, choice: GeneratorValue): string {
  const pairs = [...Object.entries(asked), ...defaultsSpelledOut(asked, choice)].flatMap(([name, text]) =>
    spelledPairs(rowNamed(name), text, choice),
  );
  const tags = choice(fc.array, fc.constantFrom(...MARKETING_TAGS), { maxLength: 3 });
  const parts = [...pairs.map(([key, value]) => `${encoded(key, choice)}=${encoded(value, choice)}`), ...tags];
  return choice(fc.shuffledSubarray, parts, { minLength: parts.length }).join("&");
}

const MARKETING_TAGS = ["utm_source=a+b", "utm_source=%C3%A9", "utm_", "gclid=w%3D1", "fbclid"];

function rowNamed(name: string): ParameterRow {
  return ROWS.find((row) => row.name === name)!;
}

function defaultsSpelledOut(asked: Asked, choice: GeneratorValue): Pair[] {
  return ROWS.flatMap((row) => {
    if (row.default === undefined || asked[row.name] !== undefined || !choice(fc.boolean)) return [];
    return [[row.name, typeof row.default === "boolean" ? String(Number(row.default)) : `${row.default}`] as const];
  });
}

/** One pair, or the two halves of a focal point. */
function spelledPairs(row: ParameterRow, text: string, choice: GeneratorValue): Pair[] {
  const inHalves = choice(fc.boolean);
  if (row.key === "flip" && text === "h" && inHalves) return [["flop", "1"]];
  if (row.key === "fp" && inHalves) {
    const [x, y] = text.split(",").map((percent) => `${Number(percent) / 100}`);
    return [
      [choice(fc.constantFrom, "fpx", "fp-x"), x!],
      [choice(fc.constantFrom, "fpy", "fp-y"), y!],
    ];
  }
  const key = choice(fc.constantFrom, row.key, ...(row.aliases ?? []));
  if (row.kind === "name" || row.kind === "text") return [[key, text]];
  return [[key, [...text].map((letter) => (choice(fc.boolean) ? letter.toUpperCase() : letter)).join("")]];
}

function encoded(text: string, choice: GeneratorValue): string {
  return [...text]
    .map((letter) => {
      if (!/^[#\w.,:-]$/.test(letter)) return encodeURIComponent(letter);
      const code = letter.charCodeAt(0).toString(16);
      return choice(fc.constantFrom, letter === "#" ? "%23" : letter, `%${code}`, `%${code.toUpperCase()}`);
    })
    .join("");
}
