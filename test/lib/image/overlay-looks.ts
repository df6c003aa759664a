import { expect } from "vitest";
import type { ParameterName } from "../../../lib/url/parameters.ts";
import { MARK_ID, made } from "../../pictures/made.ts";
import { apart, drawn, type Pixels, pixelsOf, type Rgba } from "../../pictures/pixels.ts";
import type { Look } from "./looks.ts";

const GRAY: Rgba = [90, 90, 90, 255];
const RED: Rgba = [255, 0, 0, 255];
const WHITE: Rgba = [255, 255, 255, 255];

/** What lies under everything here: 200 × 100 px. */
export const plain = drawn(200, 100, () => GRAY.slice(0, 3));

/** A mark that is twice as wide as high. */
export const redMark = drawn(40, 20, () => RED.slice(0, 3));

/** The part of a picture that is not as it was, in px from its upper left corner. */
export interface Changed {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function changedPart({ width, height, at }: Pixels, before = GRAY): Changed {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (apart(at(x, y), before) < 3) continue;
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    }
  }
  return { left, top, right, bottom };
}

export async function marked(query: string, original = plain, mark = redMark): Promise<Pixels> {
  const { bytes } = await made(await original, `mark=${MARK_ID}&${query}`, "png", await mark);
  return pixelsOf(bytes);
}

export async function written(query: string, original = plain): Promise<Pixels> {
  return pixelsOf((await made(await original, query)).bytes);
}

/** Where a part of some size lies, by a word of the compass or a side, in a room from `pad` on. */
function expectPlace(changed: Changed, word: string): void {
  const compass = { top: "north", right: "east", bottom: "south", left: "west" }[word] ?? word;
  const across = changed.left + changed.right - 199;
  const down = changed.top + changed.bottom - 99;
  const side = (less: boolean, more: boolean) => (less ? -1 : more ? 1 : 0);
  expect([Math.round(across / 40), Math.round(down / 12)].map(Math.sign)).toEqual([
    side(compass.endsWith("west"), compass.endsWith("east")),
    side(compass.startsWith("north"), compass.startsWith("south")),
  ]);
}

/** The color that is farthest from the one beneath. */
function strongest(picture: Pixels): Rgba {
  let found = GRAY;
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (apart(picture.at(x, y), GRAY) > apart(found, GRAY)) found = picture.at(x, y);
    }
  }
  return found;
}

/** The ends of colors are black and white. */
const colorOf = (text: string): Rgba => (/^#?0+$/.test(text) ? [0, 0, 0, 255] : WHITE);

type OverlayName = Extract<ParameterName, `mark${string}` | `text${string}`>;

/** What a picture looks like with one value of a parameter of what lies over it. */
export const OVERLAY_LOOKS: Readonly<Record<OverlayName, Look>> = {
  async mark(text) {
    const { bytes } = await made(await plain, `mark=${text}`, "png", await redMark);
    const picture = await pixelsOf(bytes);
    expect(changedPart(picture)).toEqual({ left: 134, top: 59, right: 183, bottom: 83 });
    expect(picture.at(150, 70)).toEqual(RED);
  },
  async markGravity(text) {
    const picture = await marked(`markg=${text}`);
    if (text !== "tile") return expectPlace(changedPart(picture), text);
    const seen = [16, 65, 66, 97, 98, 147].map((x) => apart(picture.at(x, 20), RED) < 3);
    expect(seen).toEqual([true, true, false, false, true, true]);
    expect(picture.at(20, 77)).toEqual(RED);
  },
  async markWidth(text) {
    const { left, right } = changedPart(await marked(`markw=${text}`));
    // At the most it is as high as there is room.
    expect(right - left + 1).toBe(text === "1" ? 2 : 136);
  },
  async markOpacity(text) {
    const share = Number(text) / 100;
    const expected = [90 + 165 * share, 90 - 90 * share, 90 - 90 * share, 255] as const;
    expect(apart((await marked(`marko=${text}`)).at(150, 70), expected)).toBeLessThan(2);
  },
  async markPad(text) {
    const { right, bottom } = changedPart(await marked(`markpad=${text}`));
    // The padding gives way before the last two pixels.
    expect([right, bottom]).toEqual(text === "0" ? [199, 99] : [100, 50]);
  },
  async text(text) {
    const { left, top, right, bottom } = changedPart(await written(`txt=${encodeURIComponent(text)}`));
    expect(right - left, "letters are seen").toBeGreaterThan(5);
    expect(left >= 0 && top >= 0 && right <= 199 && bottom <= 99).toBe(true);
  },
  async textGravity(text) {
    expectPlace(changedPart(await written(`txt=i&txtg=${text}`)), text);
  },
  async textSize(text) {
    const { top, bottom } = changedPart(await written(`txt=H&txtsize=${text}`));
    const size = bottom - top + 1;
    // A capital is 0.71 of the size; the largest is as large as the picture lets it be.
    expect(Math.abs(size - (text === "8" ? 6 : 50))).toBeLessThan(text === "8" ? 2 : 12);
  },
  async textColor(text) {
    const picture = await written(`txt=HHH&txtsize=60&txtcolor=${encodeURIComponent(text)}`);
    expect(apart(strongest(picture), colorOf(text))).toBeLessThan(3);
  },
  async textHalo(text) {
    const letters = "txt=H&txtsize=40&txtcolor=f00&txtg=center";
    const before = changedPart(await written(letters));
    const picture = await written(`${letters}&txthalo=${encodeURIComponent(text)}`);
    const after = changedPart(picture);
    expect(before.left - after.left).toBeGreaterThan(2);
    expect(after.bottom - before.bottom).toBeGreaterThan(2);
    const [rim] = picture.at(before.left - 1, 50);
    expect(colorOf(text)[0] === 0 ? rim < 60 : rim > 120, `${rim}`).toBe(true);
  },
};
