import { beforeAll, expect, test } from "vitest";
import { type EdgeFunction, loadEdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { buildEdgeFunction } from "../../stacks/build/edge-function.ts";
import { VIEWER_CASES } from "./cases.ts";
import { builtFunction, eventOf, outcomeOf, viewerCall } from "./edge-call.ts";
import { expectedAnswer } from "./expected-answer.ts";
import { IMAGE_ID } from "./image-id.ts";

const URI = `/images/${IMAGE_ID}/transformation`;

let built: EdgeFunction;
beforeAll(async () => {
  built = await builtFunction("edge/viewer-request.ts");
});

async function outcome(rawQuery: string | undefined, ...accept: readonly string[]): Promise<string> {
  return outcomeOf(await built.run(eventOf(viewerCall({ uri: URI, rawQuery, accept }))));
}

async function detailOf(edgeFunction: EdgeFunction, rawQuery: string): Promise<unknown> {
  const answer = await edgeFunction.run(eventOf(viewerCall({ uri: URI, rawQuery, accept: [] })));
  const body = "statusCode" in answer && typeof answer.body === "object" ? answer.body.data : "null";
  return JSON.parse(body).detail;
}

test("the built bytes answer every case as the TypeScript says", async () => {
  for (const each of VIEWER_CASES) {
    const answer = outcomeOf(await built.run(eventOf(viewerCall(each))));
    expect(answer, JSON.stringify(each).slice(0, 400)).toBe(await expectedAnswer(each));
  }
});

test("the cases hold every answer that the edge has, and enough pictures", async () => {
  const outcomes = await Promise.all(VIEWER_CASES.map(expectedAnswer));
  const refusals = new Set(outcomes.filter((each) => /^\d/.test(each)));
  expect([...refusals].sort()).toEqual([
    ...["400 parameter-conflict", "400 parameter-invalid", "400 parameter-repeated", "400 parameter-unknown"],
    ...["400 query-malformed", "403 signature-invalid", "403 url-expired", "404 route-unknown"],
  ]);
  expect(new Set(outcomes.filter((each) => each.startsWith("/"))).size).toBeGreaterThan(200);
});

test.each([
  [undefined, "default.auto"],
  ["w=641&fit=cover", "w-650_fit-cover.auto"],
  ["fit=COVER&%77idth=641&utm_source=x", "w-650_fit-cover.auto"],
  ["w=320&dpr=2&ar=16%3A9", "w-640_h-360.auto"],
  ["bg=Red&fpx=0.3&fpy=0.7&fmt=jpg", "fp-30-70_bg-ff0000.jpeg"],
  ["p=medium", "p-medium.auto"],
  ["w=640&fmt=json", "default.json"],
])("?%s goes on as %s", async (rawQuery, name) => {
  expect(await outcome(rawQuery)).toBe(`/images/${IMAGE_ID}/${name}`);
});

test("all values of a header that comes more than once count", async () => {
  expect(await outcome("", "text/html", "image/webp")).toBe(`/images/${IMAGE_ID}/default.auto-webp`);
});

test("nothing of the query is left in a request that goes on", async () => {
  const event = eventOf(viewerCall({ uri: URI, rawQuery: "w=640", accept: [] }));
  const withQuery = { ...event, request: { ...event.request, querystring: { w: { value: "640" } } } };
  expect(await built.run(withQuery)).toHaveProperty("querystring", {});
});

test("a problem is one that a script on another page can read", async () => {
  const answer = await built.run(eventOf(viewerCall({ uri: URI, rawQuery: "w=0", accept: [] })));
  expect(answer).toMatchObject({
    statusCode: 400,
    statusDescription: "Bad Request",
    headers: {
      "content-type": { value: "application/problem+json" },
      "cache-control": { value: "max-age=10" },
      "access-control-allow-origin": { value: "*" },
      "x-content-type-options": { value: "nosniff" },
    },
  });
});

test.each([
  ["w=0", "w must be a whole number from 1 to 4096. dpr and ar are counted in."],
  ["zoom=2", /^zoom is no parameter; there are w h fit .*\.$/],
  ["bg=nocolor", /^bg must be 3, 4, 6 or 8 hex digits or a CSS color name\.$/],
])("?%s is refused with the sentence that the store has for it", async (rawQuery, sentence) => {
  expect(await detailOf(built, rawQuery)).toEqual(expect.stringMatching(sentence));
});

test("a store that is not to be had leaves a refusal a refusal, with a shorter sentence", async () => {
  const { code } = await buildEdgeFunction("edge/viewer-request.ts");
  const without = loadEdgeFunction(code, () => Promise.reject(new Error("Throttled")));
  expect(await detailOf(without, "w=0")).toBe("w is not accepted.");
});

test("a problem that a signature has is not kept", async () => {
  const answer = await built.run(eventOf(viewerCall({ uri: URI, rawQuery: "exp=1", accept: [] })));
  expect(answer).toMatchObject({ statusCode: 403, headers: { "cache-control": { value: "no-store" } } });
});
