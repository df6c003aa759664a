import { expect, test } from "vitest";
import { readParameters } from "../../../lib/url/read-parameters.ts";
import { readQuery } from "../../../lib/url/read-query.ts";
import { HOSTILE_QUERIES } from "./hostile-queries.ts";
import { refusalOf, transformOf } from "./meaning.ts";

test.each(["", "&&", "w=640", "&w=640&&q=80&", "%77=%36%34%30", "w=64%30", "p=a-b", "bg=%23F00", "rect=0%2C0,1,1"])(
  "the query %j is split by hand as a browser would",
  (rawQuery) => {
    expect(readQuery(rawQuery)).toEqual(readParameters([...new URLSearchParams(rawQuery)]));
  },
);

test.each([
  ...["w", "w=", "=640", "w=640=1", "a+b=c+d", "+w=640", "w+=640", "a=%2B", "a=%2541", "a=%26b%3D1", "w=%26h%3D1"],
  ...["a=%E2%82%AC", "a=%F0%9F%98%80", "a=b;c", "w=640;h=1"],
])("the query %j is refused for what a browser would read in it", (rawQuery) => {
  const refusal = readQuery(rawQuery);
  expect(refusal).toHaveProperty("problem");
  expect(refusal).toEqual(readParameters([...new URLSearchParams(rawQuery)]));
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
  expect(read).toMatchObject({ problem: { subject: "k".repeat(32) } });
});
