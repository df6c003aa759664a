import { expect, test } from "vitest";
import { pictureUrls } from "../../../lib/url/picture-urls.ts";
import { sign } from "../../../lib/url/signature.ts";

const ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";
const KEY = { id: "k1", secret: "a secret of some length" };
const PATH = `/images/${ID}/transformation`;

test.each([
  ["off", { grayscale: true }, false],
  ["sizes", {}, false],
  ["sizes", { rendition: "small" }, false],
  ["sizes", { grayscale: true }, true],
  ["required", {}, true],
  ["required", { rendition: "small" }, true],
] as const)("where signatures are %s, the URL of %j is signed: %s", (mode, transform, isSigned) => {
  const path = pictureUrls("", "off", undefined).pathOf(ID, transform);
  expect(pictureUrls("", mode, KEY).pathOf(ID, transform)).toBe(isSigned ? sign(path, KEY) : path);
});

test("an exact URL is signed in every mode, where there is a key", () => {
  for (const mode of ["off", "sizes", "required"] as const) {
    expect(pictureUrls("", mode, KEY).exactPathOf(ID, { width: 641 })).toBe(sign(`${PATH}?w=641`, KEY));
  }
  expect(pictureUrls("", "off", undefined).exactPathOf(ID, { width: 641 })).toBe(`${PATH}?w=641`);
});

test("where all must be signed nothing is given out without a key", () => {
  expect(() => pictureUrls("", "required", undefined)).toThrow(/no signing key/);
});
