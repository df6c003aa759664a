import { beforeAll, expect, test } from "vitest";
import { loadEdgeFunction } from "../../../dev/cloud/cloudfront/edge-function.ts";
import { ROWS } from "../../../lib/url/parameters.ts";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { CORE_PARAMETERS, indexRows, lookupModule } from "../../../stacks/build/edge-rows.ts";
import { eventOf, outcomeOf } from "../../edge/edge-call.ts";
import { readStore } from "../../edge/key-value-store.ts";

type Tuple = readonly [place: number, key: string, read: string, ...said: unknown[]];

/** The switch by itself, with the names of readers in the place of readers. */
async function switchOf(names: readonly string[]): Promise<(key: string) => Tuple | undefined> {
  const source = lookupModule(ROWS.filter(({ name }) => names.includes(name)));
  const alone = source.replace(/^import \{ (.*) \} from .*$/m, (_, readers: string) =>
    readers.replace(/\w+/g, 'var $& = "$&"').replaceAll(",", ";"),
  );
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(alone)}`)).rowOf;
}

test("the switch that takes the table's place knows the same keys and aliases, and no others", async () => {
  const rowOf = await switchOf(ROWS.map(({ name }) => name));
  for (const row of ROWS) {
    for (const key of [row.key, ...(row.aliases ?? [])]) expect(rowOf(key)?.[1], key).toBe(row.key);
  }
  const others = ["__proto__", "constructor", "toString", "", "W", "w ", ".", ":", "w.", "width:w", "width:w.height"];
  for (const key of others) expect(rowOf(key), key).toBeUndefined();
});

test("a row says in the switch what it says in the table, as a tuple", async () => {
  const rowOf = await switchOf([
    "width",
    "quality",
    "format",
    "grayscale",
    "focalPoint",
    "round",
    "rendition",
    "signature",
  ]);
  const names = "auto avif webp jpeg png gif json";
  expect(rowOf("width")).toEqual([0, "w", "readInteger", undefined, 1, 4096]);
  expect(rowOf("fm")).toEqual([1, "fmt", "readWord", "auto", names, "jpg jpeg"]);
  expect(rowOf("q")).toEqual([2, "q", "readStepped", undefined, 1, 100, 5, "auto", "auto"]);
  expect(rowOf("fp")).toEqual([3, "fp", "readNumbers", undefined, [0, 0], 100]);
  expect(rowOf("gray")).toEqual([4, "gray", "readFlag", false]);
  expect(rowOf("round")).toEqual([5, "round", "readStepped", undefined, 1, 2048, 1, "max", 2048]);
  expect(rowOf("p")).toEqual([6, "p", "readName", undefined, /^[a-z0-9-]{1,32}$/]);
  expect(rowOf("s")?.[0]).toBe(-1);
});

test("rows are looked into by the places of their tuples", () => {
  expect(indexRows('a.$4+b[0].$1;c="$&$&"')).toBe('a[4]+b[0][1];c="$&$&"');
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
