import { expect, test } from "vitest";
import { DEFAULT_UNSIGNED_URLS, isAskable, isCounted } from "../../../lib/url/unsigned.ts";
import { transformOf } from "./meaning.ts";

test.each(["", "w=641", "h=641", "w=641&h=361", "h=300&ar=16:9", "bg=red", "d=0", "p=hero&w=640", "p=hero&q=60"])(
  "what ?%s asks for counts towards the bound of its image",
  async (rawQuery) => {
    expect(isCounted(await transformOf(rawQuery), DEFAULT_UNSIGNED_URLS)).toBe(true);
  },
);

test.each(["p=hero", "p=hero&fmt=png"])("?%s is one of few, and not counted", async (rawQuery) => {
  expect(isCounted(await transformOf(rawQuery), DEFAULT_UNSIGNED_URLS)).toBe(false);
});

test.each(["w=641", "h=641", "w=641&h=361", "w=641&bg=red"])(
  "?%s is not counted once it is signed",
  async (rawQuery) => {
    expect(isCounted(await transformOf(rawQuery, "exact"), DEFAULT_UNSIGNED_URLS)).toBe(false);
  },
);

test.each([
  ["w=640", "sizes", true],
  ["w=640&q=80&d=0", "sizes", true],
  ["w=640&gray=1", "sizes", false],
  ["w=640&gray=1", "off", true],
  ["w=640", "required", false],
  ["", "required", false],
] as const)("whether ?%s counts is the mode's to say: %s", async (rawQuery, signedUrls, expected) => {
  expect(isCounted(await transformOf(rawQuery), { ...DEFAULT_UNSIGNED_URLS, signedUrls })).toBe(expected);
});

test("on a ladder of one's own its sizes count, and no others", async () => {
  const unsignedUrls = { ...DEFAULT_UNSIGNED_URLS, ladder: [333, 999] };
  expect(isCounted({ width: 333 }, unsignedUrls)).toBe(true);
  expect(isCounted({ width: 640 }, unsignedUrls)).toBe(false);
});

test("who signs can ask for everything, and who does not for what counts or has a name", () => {
  const asked = [{ width: 641 }, { width: 640 }, { rendition: "small" }];
  const inMode = (signedUrls: "off" | "required") =>
    asked.map((transform) => isAskable(transform, { ...DEFAULT_UNSIGNED_URLS, signedUrls }));
  expect(inMode("off")).toEqual([false, true, true]);
  expect(inMode("required")).toEqual([true, true, true]);
});
