import { beforeAll, describe, expect, test } from "vitest";
import { type EdgeFunction, loadEdgeFunction } from "../../../dev/cloud/cloudfront/edge-function.ts";
import { DIALECTS, type Dialect } from "../../../lib/url/dialects/dialects.ts";
import { UNFOLDED_SENTENCES } from "../../../lib/url/dialects/unfolded-sentences.ts";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { withEdgeSettings } from "../../../stacks/build/edge-settings.ts";
import { DIALECT_ENTRIES } from "../../../stacks/build/entries.ts";
import { eventOf, outcomeOf } from "../edge-call.ts";
import { IMAGE_ID } from "../image-id.ts";
import { readStore } from "../key-value-store.ts";
import { foreignCall } from "./foreign-call.ts";
import { REFUSED_URLS } from "./refused-urls.ts";
import { FOREIGN_URLS } from "./urls.ts";

const functions = new Map<Dialect, EdgeFunction>();
const codes = new Map<Dialect, string>();
beforeAll(async () => {
  for (const dialect of DIALECTS) {
    const { code } = await buildEdgeFunction(DIALECT_ENTRIES[dialect], dialect);
    codes.set(dialect, code);
    functions.set(dialect, loadEdgeFunction(code, readStore));
  }
});

function answerTo(dialect: Dialect, url: string, accept?: string) {
  return functions.get(dialect)!.run(eventOf(foreignCall(url, accept)));
}

async function outcome(dialect: Dialect, url: string, accept?: string): Promise<string> {
  return outcomeOf(await answerTo(dialect, url, accept)).replace(`/images/${IMAGE_ID}/`, "");
}

test("there are more than 200 URLs, and none twice", () => {
  expect(new Set(FOREIGN_URLS.map(({ url }) => url)).size).toBe(FOREIGN_URLS.length);
  expect(FOREIGN_URLS.length).toBeGreaterThan(200);
});

describe("a URL of another system lands on the variant that ours would have", () => {
  const cases = FOREIGN_URLS.map(({ dialect, url, name }) => [dialect, url, name] as const);
  test.each(cases)("%s: %s is %s", async (dialect, url, name) => {
    expect(await outcome(dialect, url)).toBe(name);
  });
});

test("what a browser takes settles the class, as by a URL of ours", async () => {
  expect(await outcome("ipx", `/_ipx/w_640/${IMAGE_ID}`, "image/avif,image/webp,*/*")).toBe("w-640.auto-avif");
});

describe("what has no counterpart is refused, and told what takes its place", () => {
  const cases = REFUSED_URLS.map(({ dialect, url, spelling }) => [dialect, url, spelling] as const);
  test.each(cases)("%s: %s for its %s", async (dialect, url, spelling) => {
    const answer = await answerTo(dialect, url);
    expect(outcomeOf(answer)).toBe("400 dialect-unsupported");
    const { detail } = JSON.parse("body" in answer && typeof answer.body === "object" ? answer.body.data : "null");
    const sentence = UNFOLDED_SENTENCES[dialect][spelling];
    expect(detail).toEqual(
      sentence === undefined ? expect.stringContaining("URL of Darkroom's own") : `${spelling} ${sentence}`,
    );
  });
});

test.each([
  ["imgix", `/imgix/${IMAGE_ID}?w=0`, "400 parameter-invalid"],
  ["imgix", `/imgix/${IMAGE_ID}?w=1&w=2`, "400 parameter-repeated"],
  ["imgix", `/imgix/${IMAGE_ID}?w=%E0`, "400 query-malformed"],
  ["imgix", `/imgix/${IMAGE_ID}?ar=16:9&fit=crop`, "400 parameter-conflict"],
  ["imgix", `/imgix/${IMAGE_ID}?__proto__=1&constructor=2`, "400 dialect-unsupported"],
  ["imgix", `/imgix/${IMAGE_ID}?problem=1`, "400 dialect-unsupported"],
  ["imgix", "/imgix/photos/sunset.jpg?w=300", "404 route-unknown"],
  ["cloudflare", `/cdn-cgi/image/width=5000/${IMAGE_ID}`, "400 parameter-invalid"],
  ["cloudflare", `/cdn-cgi/image/width=%E0/${IMAGE_ID}`, "400 query-malformed"],
  ["cloudflare", `/cdn-cgi/image/width=1,width=2/${IMAGE_ID}`, "400 parameter-repeated"],
  ["cloudflare", "/cdn-cgi/image/width=300/https://example.com/a.jpg", "404 route-unknown"],
  ["cloudinary", `/image/upload/w_0/${IMAGE_ID}`, "400 parameter-invalid"],
  ["cloudinary", `/image/upload/w_1,w_2/${IMAGE_ID}`, "400 parameter-repeated"],
  ["cloudinary", "/demo/image/upload/sample.jpg", "404 route-unknown"],
  ["thumbor", `/unsafe/9999x1/${IMAGE_ID}`, "400 parameter-invalid"],
  ["thumbor", "/unsafe/300x200/sunset.jpg", "404 route-unknown"],
  ["ipx", `/_ipx/fit_squash/${IMAGE_ID}`, "400 parameter-invalid"],
  ["ipx", `/_ipx/w_1,w_2/${IMAGE_ID}`, "400 parameter-repeated"],
  ["ipx", "/_ipx/w_300/sunset.jpg", "404 route-unknown"],
] as const)("%s: %s is answered %s", async (dialect, url, expected) => {
  expect(await outcome(dialect, url)).toBe(expected);
});

test.each([
  ["w_640", "w-650.auto"],
  ["w_640,grayscale", "403 signature-required"],
])("where more than sizes must be signed and the ladder is another one, /%s is %s", async (modifiers, expected) => {
  const code = withEdgeSettings(codes.get("ipx")!, { ladder: [650], signedUrls: "sizes" });
  const answer = await loadEdgeFunction(code, readStore).run(eventOf(foreignCall(`/_ipx/${modifiers}/${IMAGE_ID}`)));
  expect(outcomeOf(answer).replace(`/images/${IMAGE_ID}/`, "")).toBe(expected);
});
