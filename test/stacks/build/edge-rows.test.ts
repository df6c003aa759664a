import { beforeAll, expect, test } from "vitest";
import { loadEdgeFunction } from "../../../dev/cloud/cloudfront/edge-function.ts";
import { ROWS } from "../../../lib/url/parameters.ts";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { CORE_PARAMETERS, lookupModule } from "../../../stacks/build/edge-rows.ts";
import { eventOf, outcomeOf } from "../../edge/edge-call.ts";
import { readStore } from "../../edge/key-value-store.ts";

const evaluated = async (names: readonly string[]): Promise<{ KEYS: string; rowOf(key: string): unknown }> => {
  const source = lookupModule(ROWS.filter(({ name }) => names.includes(name)));
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
};

test("the switch that takes the table's place knows the same keys and aliases, and no others", async () => {
  const { KEYS, rowOf } = await evaluated(ROWS.map(({ name }) => name));
  expect(KEYS.split(" ")).toEqual(ROWS.map(({ key }) => key));
  for (const row of ROWS) {
    for (const key of [row.key, ...(row.aliases ?? [])]) expect(rowOf(key), key).toMatchObject({ key: row.key });
  }
  for (const key of ["__proto__", "constructor", "toString", "", "W", "w "]) expect(rowOf(key), key).toBeUndefined();
});

test("a row says the same in the switch as in the table, under fewer names", async () => {
  const { rowOf } = await evaluated(["width", "quality", "format", "rendition", "signature"]);
  expect(rowOf("width")).toMatchObject({ place: 0, key: "w", kind: "integer", min: 1, max: 4096 });
  expect(rowOf("q")).toMatchObject({ kind: "integer", step: 5 });
  expect(rowOf("fm")).toMatchObject({ min: expect.arrayContaining(["avif"]), max: [["jpg", "jpeg"]], default: "auto" });
  expect(rowOf("p")).toMatchObject({ min: /^[a-z0-9-]{1,32}$/, max: expect.stringContaining("rendition") });
  expect(rowOf("s")).toMatchObject({ place: -1 });
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
