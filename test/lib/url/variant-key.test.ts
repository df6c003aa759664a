import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_RUNGS } from "../../../lib/url/default-ladder.ts";
import { ROWS, type Transform } from "../../../lib/url/parameters.ts";
import { parseVariantKey } from "../../../lib/url/parse-variant-key.ts";
import { canonicalText } from "../../../lib/url/transform.ts";
import { AUTO_EXTENSIONS, extensionOf, variantFolder, variantKey } from "../../../lib/url/variant-key.ts";
import { anyRequest } from "./any-request.ts";
import { meaningOf } from "./meaning.ts";
import { anyChoice, otherQuery, plainQuery } from "./spelling.ts";

const ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";

const anySizes = fc.constantFrom("exact" as const, DEFAULT_RUNGS);
const anyNegotiated = fc.constantFrom(...AUTO_EXTENSIONS, "json" as const);

test("however a request is spelled, it has one meaning", async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, anyChoice, anySizes, async (asked, choice, sizes) => {
      const other = otherQuery(asked, choice);
      expect(await meaningOf(other, sizes), other).toEqual(await meaningOf(plainQuery(asked), sizes));
    }),
    { numRuns: 400 },
  );
});

test("most requests that the tests make have a meaning", async () => {
  const requests = fc.sample(anyRequest, { numRuns: 200, seed: 1 });
  const meanings = await Promise.all(requests.map((asked) => meaningOf(plainQuery(asked))));
  expect(meanings.filter((meaning) => "transform" in meaning).length).toBeGreaterThan(150);
});

test("a variant key gives back the variant", async () => {
  await forEveryTransform((transform, extension) => {
    const variant = { imageId: ID, transform, extension };
    expect(parseVariantKey(variantKey(variant))).toEqual(
      extension === "json" ? { ...variant, transform: { format: "json" } } : variant,
    );
  });
});

test("a variant key is a path that S3, CloudFront and a tag's invalidation all take", async () => {
  await forEveryTransform((transform, extension) => {
    const key = variantKey({ imageId: ID, transform, extension });
    expect(key).toMatch(/^images\/[0-9a-z]{26}\/[A-Za-z0-9_.-]+$/);
    expect(key.startsWith(variantFolder(ID))).toBe(true);
    expect(Buffer.byteLength(key)).toBeLessThan(1024);
  });
});

test("different transforms have different keys", async () => {
  const keyOf = new Map<string, string>();
  await forEveryTransform((transform) => {
    const { format, ...rest } = transform;
    keyOf.set(JSON.stringify(rest), canonicalText(transform, ROWS));
  });
  expect(new Set(keyOf.values()).size).toBe(keyOf.size);
});

test("a format that is asked for has the last word over what the client accepts", () => {
  expect(extensionOf({ format: "png" }, "auto-avif")).toBe("png");
  expect(extensionOf({ format: "auto" }, "auto-avif")).toBe("auto-avif");
  expect(extensionOf({}, "json")).toBe("json");
});

test("an image has one key for its data, whatever else was asked", () => {
  expect(variantKey({ imageId: ID, transform: { width: 640 }, extension: "json" })).toBe(`images/${ID}/default.json`);
});

async function forEveryTransform(check: (transform: Transform, extension: ReturnType<typeof extensionOf>) => void) {
  await fc.assert(
    fc.asyncProperty(anyRequest, anySizes, anyNegotiated, async (asked, sizes, negotiated) => {
      const meaning = await meaningOf(plainQuery(asked), sizes);
      if ("transform" in meaning) check(meaning.transform, extensionOf(meaning.transform, negotiated));
    }),
    { numRuns: 300 },
  );
}
