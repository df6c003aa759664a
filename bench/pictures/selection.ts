import type { Picture } from "./picture.ts";

/** Millions of pixels from which a picture is a camera's. */
const LARGE_MEGAPIXELS = 6;

/** Pictures that can be a JPEG: neither transparent nor moving. */
export function opaqueStills(pictures: readonly Picture[]): Picture[] {
  return pictures.filter(({ hasAlpha, pages }) => !hasAlpha && pages === 1);
}

/** Those of them that every contestant answers alike: ipx leaves a picture on its side that EXIF has turned. */
export function comparablePictures(pictures: readonly Picture[]): Picture[] {
  return opaqueStills(pictures).filter(({ isTurned }) => !isTurned);
}

/**
 * What the mixed load is made of: of each kind the smallest and the largest picture of 6 megapixels and more.
 *
 * @returns in the order of their names; of all that can be compared where none is so large
 */
export function mixedPictures(pictures: readonly Picture[]): Picture[] {
  const stills = comparablePictures(pictures);
  const large = stills.filter(({ megapixels }) => megapixels >= LARGE_MEGAPIXELS);
  return ofEachKind(large.length > 0 ? large : stills, (ofKind) => [ofKind[0]!, ofKind.at(-1)!]);
}

/** The same with one picture of each kind, the middle one, for a short run. */
export function fewMixedPictures(pictures: readonly Picture[]): Picture[] {
  return ofEachKind(mixedPictures(pictures), (ofKind) => [ofKind[Math.floor(ofKind.length / 2)]!]);
}

/** @param choose gets the pictures of one kind, at least one, the smallest first */
function ofEachKind(pictures: readonly Picture[], choose: (ofKind: readonly Picture[]) => Picture[]): Picture[] {
  const kinds = new Map<string, Picture[]>();
  for (const picture of pictures) kinds.set(picture.kind, [...(kinds.get(picture.kind) ?? []), picture]);
  const chosen = [...kinds.values()].flatMap((ofKind) =>
    choose(ofKind.toSorted((a, b) => a.megapixels - b.megapixels)),
  );
  return pictures.filter((picture) => chosen.includes(picture));
}
