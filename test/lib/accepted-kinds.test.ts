import { expect, test } from "vitest";
import { kindNames, mediaTypes } from "../../lib/accepted-kinds.ts";

test.each([
  [{}, "JPEG, PNG, WebP, AVIF, GIF and TIFF"],
  [{ svg: true }, "JPEG, PNG, WebP, AVIF, GIF, TIFF and SVG"],
])("a service that takes besides %j names what it takes, and nothing else", (accepted, names) => {
  expect(kindNames("and", accepted)).toBe(names);
  expect(kindNames("or", accepted)).toBe(names.replace("and", "or"));
  const kinds = names.toLowerCase().split(/, | and /);
  expect(mediaTypes(accepted)).toEqual(kinds.map((kind) => (kind === "svg" ? "image/svg+xml" : `image/${kind}`)));
});
