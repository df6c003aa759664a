import { describe, expect, test } from "vitest";
import type { Picture } from "../../../bench/pictures/picture.ts";
import {
  comparablePictures,
  fewMixedPictures,
  mixedPictures,
  opaqueStills,
} from "../../../bench/pictures/selection.ts";

const picture = (name: string, kind: string, megapixels: number, more: Partial<Picture> = {}): Picture => ({
  name,
  kind,
  megapixels,
  format: "jpeg",
  width: 1000,
  height: megapixels * 1000,
  pages: 1,
  hasAlpha: false,
  sizeBytes: 1,
  isTurned: false,
  ...more,
});

const ALBUM = [
  picture("a", "PNG", 8),
  picture("b", "PNG", 30, { hasAlpha: true }),
  picture("c", "baseline JPEG", 20),
  picture("d", "baseline JPEG", 6),
  picture("e", "baseline JPEG", 12),
  picture("f", "baseline JPEG", 2),
  picture("g", "GIF", 9, { pages: 3 }),
  picture("h", "baseline JPEG", 24, { isTurned: true }),
];
const names = (pictures: readonly Picture[]) => pictures.map(({ name }) => name).join("");

describe("the mixed load's pictures", () => {
  test("are the smallest and the largest of each kind that a camera's picture could be", () => {
    expect(names(mixedPictures(ALBUM))).toBe("acd");
  });

  test("are one of each kind in a short run", () => {
    expect(names(fewMixedPictures(ALBUM))).toBe("ac");
  });

  test("are whatever there is where no picture is large", () => {
    expect(names(mixedPictures([picture("x", "PNG", 1), picture("y", "PNG", 2)]))).toBe("xy");
  });

  test("leave out what is transparent or moves", () => {
    expect(names(opaqueStills(ALBUM))).toBe("acdefh");
  });

  test("leave out what one of the contestants shows on its side", () => {
    expect(names(comparablePictures(ALBUM))).toBe("acdef");
  });
});
