import fc from "fast-check";
import { expect, test } from "vitest";
import { isMarketingTag, type ParameterRow, ROWS } from "../../../lib/url/parameters.ts";
import { readParameters } from "../../../lib/url/read-parameters.ts";
import { rowOf } from "../../../lib/url/row-of.ts";
import { valueText } from "../../../lib/url/transform.ts";
import type { Value } from "../../../lib/url/value.ts";
import { acceptedText } from "./any-request.ts";
import { refusalOf } from "./meaning.ts";
import { ends, outside } from "./row-bounds.ts";

const rows = ROWS.map((row) => [row.name, row] as const);

test("no key or alias stands for two parameters", () => {
  const keys = ROWS.flatMap((row) => [row.key, ...(row.aliases ?? [])]);
  expect(new Set(keys).size).toBe(keys.length);
});

test("every key and alias finds its own row", () => {
  for (const row of ROWS) {
    for (const key of [row.key, ...(row.aliases ?? [])]) expect(rowOf(key), key).toMatchObject(row);
  }
});

test.each(rows)("%s accepts both of its ends", (name, row) => {
  for (const text of ends(row)) expect(readParameters([[row.key, text]]), text).toHaveProperty(`parameters.${name}`);
});

test.each(rows)("%s refuses what lies just outside", async (_name, row) => {
  for (const text of outside(row)) {
    expect(await refusalOf(`${row.key}=${encodeURIComponent(text)}`), text).toBe("parameter-invalid");
  }
});

test.each(rows)("a refusal of %s names its key", (_name, row) => {
  expect(readParameters([[row.key, ""]])).toMatchObject({ problem: { subject: row.key } });
});

test.each(rows)("%s reads its own text back", (name, row) => {
  fc.assert(
    fc.property(acceptedText(row), (text) => {
      const value = valueRead(name, row, text);
      // A ratio is a number once it is read, and never written again.
      if (row.kind !== "ratio") expect(valueRead(name, row, valueText(value, ","))).toEqual(value);
    }),
    { numRuns: 50 },
  );
});

test.each(rows)("%s given twice is refused, whichever of its names is used", (_name, row) => {
  const [text] = ends(row);
  for (const key of [row.key, ...(row.aliases ?? [])]) {
    const read = readParameters([
      [row.key, text!],
      [key, text!],
    ]);
    expect(read, key).toMatchObject({ problem: { code: "parameter-repeated" } });
  }
});

test.each(rows)("the key of %s is written in lower case", (_name, row) => {
  const read = readParameters([[row.key.toUpperCase(), ends(row)[0]!]]);
  expect(read).toMatchObject({ problem: { code: "parameter-unknown" } });
});

test.each([
  ["utm_source", true],
  ["utm_", true],
  ["gclid", true],
  ["fbclid", true],
  ["utm", false],
  ["xutm_source", false],
  ["gclid2", false],
])("the key %s is a marketing tag: %s", (key, is) => {
  expect(isMarketingTag(key)).toBe(is);
});

function valueRead(name: string, row: ParameterRow, text: string): Value {
  // Names of colors are put into digits before the table reads them.
  if (row.kind === "color" && /^[a-z]{3,}$/.test(text) && !/^([\da-f]{3,4}){1,2}$/.test(text)) return text;
  const read = readParameters([[row.key, text]]);
  if ("problem" in read) throw new Error(read.problem.code);
  return (read.parameters as Readonly<Record<string, Value>>)[name]!;
}
