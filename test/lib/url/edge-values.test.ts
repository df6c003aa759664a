import { expect, test } from "vitest";
import { COLOR_NAMES } from "../../../lib/url/color-names.ts";
import { edgeValues } from "../../../lib/url/edge-values.ts";
import { ROWS } from "../../../lib/url/parameters.ts";

const VALUES = Object.entries(edgeValues(ROWS));

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html
test("CloudFront's KeyValueStore takes every value, and all of them together", () => {
  for (const [key, value] of VALUES) {
    expect(Buffer.byteLength(key), key).toBeLessThanOrEqual(512);
    expect(Buffer.byteLength(value), key).toBeLessThanOrEqual(1024);
  }
  expect(Buffer.byteLength(JSON.stringify(VALUES))).toBeLessThan(5_000_000);
});

test("colors and sentences do not take each other's places", () => {
  expect(VALUES.filter(([key]) => key.startsWith("color-"))).toHaveLength(Object.keys(COLOR_NAMES).length);
  expect(VALUES.filter(([key]) => key.startsWith("says-")).length).toBeGreaterThan(ROWS.length);
});
