import { beforeAll, expect, test } from "vitest";
import { loadEdgeFunction } from "../../../dev/cloud/cloudfront/edge-function.ts";
import { ROWS } from "../../../lib/url/parameters.ts";
import { CORE_PARAMETERS, withRows } from "../../../stacks/build/core-table.ts";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { eventOf, outcomeOf } from "../../edge/edge-call.ts";
import { readStore } from "../../edge/key-value-store.ts";

const TABLE = `const MAX = 9;
export const PARAMETERS = [{ name: "one", key: "a" }, { name: "two", key: "b", max: MAX }, { key: "c", name: "three" }];
export const ROWS = PARAMETERS;`;

test("rows that are not wanted go, and the others keep the table's order", () => {
  expect(withRows(TABLE, ["three", "one"])).toBe(`const MAX = 9;
export const PARAMETERS = [{ name: "one", key: "a" },{ key: "c", name: "three" }];
export const ROWS = PARAMETERS;`);
});

test.each([
  ["a row that is not there", TABLE, ["four"]],
  ["a table that is not there", "export const ROWS = [];", ["one"]],
])("%s stops the build", (_, module, names) => {
  expect(() => withRows(module, names)).toThrow(/parameter table/);
});

let answer: (rows: "all" | "core", rawQuery: string) => Promise<string>;
let sizes: Readonly<Record<"all" | "core", number>>;
beforeAll(async () => {
  const [all, core] = await Promise.all([
    buildEdgeFunction("edge/viewer-request.ts"),
    buildEdgeFunction("edge/viewer-request.ts", "core"),
  ]);
  const functions = { all: loadEdgeFunction(all.code, readStore), core: loadEdgeFunction(core.code, readStore) };
  sizes = { all: all.sizeBytes, core: core.sizeBytes };
  answer = async (rows, rawQuery) => {
    const headers = { accept: { value: "image/avif,image/webp,*/*" } };
    const uri = "/images/01jd3v8z9x7w6v5t4s3r2q1p0n/transformation";
    return outcomeOf(await functions[rows].run(eventOf({ method: "GET", uri, headers, rawQuery })));
  };
});

test("the core function is smaller than the whole one", () => {
  expect(sizes.core).toBeLessThan(sizes.all);
});

test.each([
  "",
  "w=641",
  "w=320&dpr=2&fit=cover&h=320&g=attention",
  "width=320&q=81&fm=webp",
  "p=medium",
  "w=0",
  "exp=1",
])("the core function answers ?%s as the whole one does", async (rawQuery) => {
  expect(await answer("core", rawQuery)).toBe(await answer("all", rawQuery));
});

test.each(ROWS.filter(({ name }) => !CORE_PARAMETERS.includes(name)).map(({ key }) => key))(
  "the core function does not know %s",
  async (key) => {
    expect(await answer("core", `w=640&${key}=1`)).toBe("400 parameter-unknown");
  },
);
