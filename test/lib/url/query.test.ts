import { expect, test } from "vitest";
import { splitQuery } from "../../../lib/url/query.ts";
import { readParameters } from "../../../lib/url/read-parameters.ts";
import { HOSTILE_QUERIES } from "./hostile-queries.ts";
import { refusalOf, transformOf } from "./meaning.ts";

test.each([
  ["", []],
  ["&&", []],
  ["w=640", [["w", "640"]]],
  ["w", [["w", ""]]],
  ["=640", [["", "640"]]],
  ["w=640=1", [["w", "640=1"]]],
  ["%77=%36%34%30", [["w", "640"]]],
  ["a+b=c+d", [["a b", "c d"]]],
  ["a=%2B", [["a", "+"]]],
  ["a=%2541", [["a", "%41"]]],
  ["a=%26b%3D1", [["a", "&b=1"]]],
  ["a=%E2%82%AC", [["a", "€"]]],
  ["a=%F0%9F%98%80", [["a", "😀"]]],
  ["a=b;c", [["a", "b;c"]]],
])("the query %j is split by hand as a browser would", (rawQuery, pairs) => {
  expect(splitQuery(rawQuery)).toEqual(pairs);
  expect([...new URLSearchParams(rawQuery)]).toEqual(pairs);
});

test.each(HOSTILE_QUERIES.map(([rawQuery, code]) => [rawQuery.slice(0, 40), code, rawQuery] as const))(
  "the query %j is refused as %s",
  async (_beginning, code, rawQuery) => {
    expect(await refusalOf(rawQuery)).toBe(code);
  },
);

test("marketing tags mean nothing, how often they may come", async () => {
  expect(await transformOf("utm_a=1&w=640&utm_a=1&gclid=x&fbclid=y&fbclid=y")).toEqual({ width: 640 });
});

test("a problem repeats no more of an unknown key than its beginning", () => {
  const read = readParameters([["k".repeat(10_000), ""]]);
  expect(read).toMatchObject({ problem: { detail: expect.stringMatching(/^k{32} is no parameter/) } });
});
