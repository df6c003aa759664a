import { expect, test } from "vitest";
import { parseCanonicalText, parseVariantKey } from "../../../lib/url/parse-variant-key.ts";

const ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";

test.each([
  ["default.auto", {}],
  ["w-640_h-360_fit-cover_fp-30-70.auto-avif", { width: 640, height: 360, fit: "cover", focalPoint: [30, 70] }],
  [
    "q-80_g-north_rect-1-2-3-4_enlarge-1_rot-90_flip-h_bg-ff0000_gray-1_p-hero.auto",
    {
      ...{ quality: 80, gravity: "north", rect: [1, 2, 3, 4], enlarge: true, rotate: "90", flip: "h" },
      ...{ background: "ff0000", grayscale: true, rendition: "hero" },
    },
  ],
  ["gray-1_lossless-1_anim-0_trim-1_pad-8_round-2048_dl-At-the-Sea_d-0.webp", expect.objectContaining({ round: 2048 })],
  ["p-a-b.auto-webp", { rendition: "a-b" }],
  ["p-default.auto", { rendition: "default" }],
  ["bg-ff000080.png", { background: "ff000080", format: "png" }],
  ["w-16384.auto", undefined],
])("%s is read back", (name, transform) => {
  expect(parseVariantKey(`images/${ID}/${name}`)?.transform).toEqual(transform);
});

test.each([
  ...["", "images", `images/${ID}/`, `images/${ID}/default`, `images/${ID}/.auto`, `/images/${ID}/default.auto`],
  ...[`images/${ID.toUpperCase()}/default.auto`, `images/${ID}x/default.auto`, "images/../default.auto"],
  ...[`images/${ID}/default.auto/`, `images/${ID}/default.auto\n`, `images/${ID}/../${ID}/default.auto`],
  ...["tiff", "jpg", "auto-jpeg", "constructor", "AUTO"].map((extension) => `images/${ID}/default.${extension}`),
])("%j is no variant key", (key) => {
  expect(parseVariantKey(key)).toBeUndefined();
});

test.each([
  ...["h-360_w-640", "w-640_w-640", "w-640_", "_w-640", "w-640__h-360", "width-640", "w-", "w", "-", "w--640", ""],
  ...[
    "w-0",
    "w-0640",
    "w-4097",
    "q-81",
    "fp-30",
    "fp-30,70",
    "bg-F00",
    "bg-f00",
    "bg-red",
    "fmt-webp",
    "default_w-640",
  ],
  ...["fit-inside", "g-center", "rot-0", "gray-0", "gray-true", "d-1", "enlarge-0", "g-top", "p-Hero"],
  ...["dpr-2", "dpr-2_w-640", "w-640_dpr-2", "exp-1", "w-640_exp-1", "g-north_fp-30-70", "p-hero_d-0"],
  ...["__proto__-1", "constructor-1", "toString-1"],
])("%j is no spelling that a transform has", (text) => {
  expect(parseCanonicalText(text)).toBeUndefined();
});

test("an image's data has no second key", () => {
  expect(parseVariantKey(`images/${ID}/default.json`)?.transform).toEqual({ format: "json" });
  expect(parseVariantKey(`images/${ID}/w-640.json`)).toBeUndefined();
});
