import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { splitTarget } from "../../dev/cloud/cloudfront/edge-event.ts";
import type { EdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { transformationPath } from "../../lib/url/image-url.ts";
import type { Transform } from "../../lib/url/parameters.ts";
import { pictureUrls } from "../../lib/url/picture-urls.ts";
import { AUTO_EXTENSIONS, extensionOf, variantKey } from "../../lib/url/variant-key.ts";
import { anyRequest } from "../lib/url/any-request.ts";
import { meaningOf } from "../lib/url/meaning.ts";
import { plainQuery } from "../lib/url/spelling.ts";
import { builtFunction, eventOf, outcomeOf, viewerCall } from "./edge-call.ts";
import { IMAGE_ID } from "./image-id.ts";
import { SIGNING_KEY } from "./key-value-store.ts";
import { SIGNED_CASES } from "./signed-cases.ts";

const URLS = pictureUrls("", "off", SIGNING_KEY);
const ACCEPT = { "auto-avif": "image/avif", "auto-webp": "image/webp", auto: "*/*" } as const;

let built: EdgeFunction;
beforeAll(async () => {
  built = await builtFunction("edge/viewer-request.ts");
});

async function outcome(target: string, accept: string): Promise<string> {
  const { path, query } = splitTarget(target);
  return outcomeOf(await built.run(eventOf(viewerCall({ uri: path, rawQuery: query, accept: [accept] }))));
}

function keyOf(transform: Transform, negotiated: keyof typeof ACCEPT): string {
  return `/${variantKey({ imageId: IMAGE_ID, transform, extension: extensionOf(transform, negotiated) })}`;
}

test("the signed URL of any transform is answered with that transform, to the pixel", async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, fc.constantFrom(...AUTO_EXTENSIONS), async (asked, negotiated) => {
      const meaning = await meaningOf(plainQuery(asked), "exact");
      if ("code" in meaning) return;
      const url = URLS.exactPathOf(IMAGE_ID, meaning.transform);
      expect(await outcome(url, ACCEPT[negotiated]), url).toBe(keyOf(meaning.transform, negotiated));
    }),
  );
});

test("without a key a transform's URL is unsigned, and its size moves to the ladder", async () => {
  const url = pictureUrls("", "off", undefined).exactPathOf(IMAGE_ID, { width: 641, focalPoint: [30, 70] });
  expect(url).toBe(transformationPath(IMAGE_ID, { width: 641, focalPoint: [30, 70] }));
  expect(await outcome(url, "*/*")).toBe(keyOf({ width: 650, focalPoint: [30, 70] }, "auto"));
});

test("the owner's default transform has a signed URL as well", async () => {
  expect(await outcome(URLS.exactPathOf(IMAGE_ID, {}), "*/*")).toBe(keyOf({}, "auto"));
});

test.each(SIGNED_CASES)(
  "of who has a signed URL, %s is answered as it should be",
  async (_what, path, query, expected) => {
    const answer = await outcome(`${path}?${query}`, "*/*");
    expect(answer).toBe(/^\d/.test(expected) ? expected : `/images/${IMAGE_ID}/${expected}`);
  },
);
