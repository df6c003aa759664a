import { expect, test } from "vitest";
import { loadEdgeFunction } from "../../../dev/cloud/cloudfront/edge-function.ts";
import { LADDER_SIZES } from "../../../lib/limits.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../../../lib/url/unsigned.ts";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { withEdgeSettings } from "../../../stacks/build/edge-settings.ts";
import { eventOf, outcomeOf, viewerCall } from "../../edge/edge-call.ts";
import { IMAGE_ID } from "../../edge/image-id.ts";
import { readStore } from "../../edge/key-value-store.ts";
import { signedQuery } from "../../edge/signed-cases.ts";

const { code } = await buildEdgeFunction("edge/viewer-request.ts");

/** What the built bytes answer when they are set. */
async function outcome(settings: Partial<UnsignedUrls>, rawQuery: string): Promise<string> {
  const set = loadEdgeFunction(withEdgeSettings(code, { ...DEFAULT_UNSIGNED_URLS, ...settings }), readStore);
  const uri = `/images/${IMAGE_ID}/transformation`;
  return outcomeOf(await set.run(eventOf(viewerCall({ uri, rawQuery, accept: [] })))).replace(
    `/images/${IMAGE_ID}/`,
    "",
  );
}

const NEEDED = "403 signature-required";

test.each([
  ["off", "w=640&gray=1", "w-640_gray-1.auto"],
  ["sizes", "", "default.auto"],
  ["sizes", "w=320&h=180&dpr=2&fit=cover&fmt=webp&q=80&p=hero&d=0", "w-640_h-360_fit-cover_q-80_p-hero.webp"],
  ["sizes", "width=641&utm_source=mail", "w-650.auto"],
  ["sizes", "w=640&gray=1", NEEDED],
  ["sizes", "w=640&ar=16:9", NEEDED],
  ["sizes", "w=640&fpx=0.5", NEEDED],
  ["sizes", "w=640&flop=1", NEEDED],
  ["sizes", "w=640&exp=99999999999", NEEDED],
  ["sizes", "w=640&free=gray", NEEDED],
  ["sizes", "w=640&bg=red", NEEDED],
  ["sizes", signedQuery("w=641&gray=1"), "w-641_gray-1.auto"],
  ["required", "", NEEDED],
  ["required", "w=640", NEEDED],
  ["required", "p=small", NEEDED],
  ["required", "utm_source=mail", NEEDED],
  ["required", signedQuery(""), "default.auto"],
  ["required", signedQuery("w=641"), "w-641.auto"],
  ["required", `${signedQuery("free=w")}&w=643`, "w-643.auto"],
  ["required", `s=k1.${"A".repeat(43)}`, "403 signature-invalid"],
  ["required", "w=0", "400 parameter-invalid"],
] as const)("where signatures are %s, ?%s is %s", async (signedUrls, rawQuery, expected) => {
  expect(await outcome({ signedUrls }, rawQuery)).toBe(expected);
});

test.each([
  ["w=100", "w-320.auto"],
  ["w=321", "w-999.auto"],
  ["w=4096", "w-999.auto"],
  [signedQuery("w=100"), "w-100.auto"],
])("on a ladder of one's own, ?%s is %s", async (rawQuery, expected) => {
  expect(await outcome({ ladder: [320, 999] }, rawQuery)).toBe(expected);
});

test("a refusal for want of a signature is kept by nobody", async () => {
  const set = loadEdgeFunction(withEdgeSettings(code, { ...DEFAULT_UNSIGNED_URLS, signedUrls: "required" }), readStore);
  const answer = await set.run(
    eventOf(viewerCall({ uri: `/images/${IMAGE_ID}/transformation`, rawQuery: "", accept: [] })),
  );
  expect(answer).toMatchObject({ statusCode: 403, headers: { "cache-control": { value: "no-store" } } });
});

test("what has no settings is not set", async () => {
  const other = await buildEdgeFunction("edge/api-request.ts");
  expect(() => withEdgeSettings(other.code, DEFAULT_UNSIGNED_URLS)).toThrow(/build it anew/);
  const set = withEdgeSettings(code, { ...DEFAULT_UNSIGNED_URLS, signedUrls: "sizes" });
  expect(() => withEdgeSettings(set, DEFAULT_UNSIGNED_URLS)).toThrow(/build it anew/);
});

test("the longest ladder of one's own makes no function longer", () => {
  const ladder = Array.from({ length: LADDER_SIZES }, (_, index) => 4000 + index);
  const longest = withEdgeSettings(code, { ladder, signedUrls: "required" });
  expect(longest.length).toBeLessThanOrEqual(code.length);
});
