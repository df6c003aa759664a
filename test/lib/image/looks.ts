import sharp from "sharp";
import { expect } from "vitest";
import type { ParameterName } from "../../../lib/url/parameters.ts";
import { made } from "../../pictures/made.ts";
import { apart, drawn, type Pixels, pixelsOf, type Rgba } from "../../pictures/pixels.ts";
import { cornersOf, GRAIN, quadrants } from "../../pictures/quadrants.ts";
import { OVERLAY_LOOKS } from "./overlay-looks.ts";

/** What says who may see a picture, for how long and by whose defaults, and nothing of how it looks. */
export type Unseen = "rendition" | "defaults" | "expires" | "signature" | "free" | "widths";

/** Checks what a picture looks like with one value of a parameter; a value is written as in a URL. */
export type Look = (text: string) => Promise<void>;

/** Left half and right half of a wide picture. */
const LEFT: Rgba = [40, 80, 160, 255];
const RIGHT: Rgba = [200, 120, 60, 255];
const halves = drawn(200, 20, (x) => (x < 100 ? LEFT : RIGHT).slice(0, 3));

/** Left to right from black to white. */
const ramp = drawn(256, 4, (x) => [x, x, x]);

const four = quadrants(48, 32).png().toBuffer();
const grained = quadrants(48, 32, GRAIN).png().toBuffer();

async function seen(original: Promise<Buffer>, query: string): Promise<Pixels> {
  return pixelsOf((await made(await original, query)).bytes);
}

async function sizeOf(original: Promise<Buffer>, query: string): Promise<readonly [number, number]> {
  const { width, height } = await made(await original, query);
  return [width, height];
}

/** Every pixel of a ramp, or those that `picture` has of it, is what a formula makes of its gray. */
async function expectCurve(query: string, formula: (gray: number) => number): Promise<void> {
  const picture = await seen(ramp, query);
  for (let x = 0; x < 256; x += 5) {
    const expected = Math.min(Math.max(formula(x), 0), 255);
    expect(apart(picture.at(x, 2), [expected, expected, expected, 255]), `gray ${x}`).toBeLessThan(3);
  }
}

async function expectHalves(query: string, left: Rgba, right: Rgba, tolerance = 3): Promise<void> {
  const picture = await seen(halves, query);
  expect(apart(picture.at(20, 10), left), `left ${picture.at(20, 10)}`).toBeLessThan(tolerance);
  expect(apart(picture.at(180, 10), right), `right ${picture.at(180, 10)}`).toBeLessThan(tolerance);
}

function unchangedIf(isUnchanged: boolean, query: string, look: () => Promise<void>): Promise<void> {
  return isUnchanged ? expectHalves(query, LEFT, RIGHT) : look();
}

const isOn = (text: string) => text === "1" || text === "true";

/** The spread of a color's channels: none for gray. */
function spread([r, g, b]: Rgba): number {
  return Math.max(r, g, b) - Math.min(r, g, b);
}

/** CIE L* of a color, 0 to 100. */
function lightness(color: Rgba): number {
  const [r, g, b] = color.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  const y = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

/** The integral of the Gaussian, to three digits. @see Abramowitz & Stegun 26.2.17 */
function gaussianBelow(sigmas: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(sigmas));
  const tail =
    (Math.exp((-sigmas * sigmas) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return sigmas > 0 ? 1 - tail : tail;
}

/** Where each of the words of `g` leaves a wide picture of three parts when it is cropped to one. */
const THIRDS: Readonly<Record<string, Rgba>> = {
  west: [255, 0, 0, 255],
  center: [0, 255, 0, 255],
  east: [0, 0, 255, 255],
};
const thirds = drawn(60, 20, (x) => THIRDS[x < 20 ? "west" : x < 40 ? "center" : "east"]!.slice(0, 3));

async function expectThird(query: string, place: "west" | "center" | "east"): Promise<void> {
  const picture = await seen(thirds, `w=20&h=20&fit=cover&${query}`);
  expect(apart(picture.at(10, 10), THIRDS[place]!)).toBeLessThan(3);
}

export const LOOKS: Readonly<Record<Exclude<ParameterName, Unseen>, Look>> = {
  async width(text) {
    expect(
      await sizeOf(
        drawn(64, 1, () => [9, 9, 9]),
        `w=${text}&enlarge=1`,
      ),
    ).toEqual([Number(text), Math.max(1, Math.round(Number(text) / 64))]);
  },
  async height(text) {
    expect(
      await sizeOf(
        drawn(1, 64, () => [9, 9, 9]),
        `h=${text}&enlarge=1`,
      ),
    ).toEqual([Math.max(1, Math.round(Number(text) / 64)), Number(text)]);
  },
  async fit(text) {
    const sizes = { inside: [20, 13], outside: [30, 20], cover: [20, 20], contain: [20, 20], fill: [20, 20] };
    expect(await sizeOf(four, `w=20&h=20&fit=${text}`)).toEqual(sizes[text as keyof typeof sizes]);
  },
  async format(text) {
    const type = { auto: "jpeg", jpg: "jpeg", json: "jpeg" }[text] ?? text;
    const picture = await made(
      await grained,
      `fmt=${text}`,
      text === "auto" || text === "json" ? "auto" : (type as "png"),
    );
    expect(picture.format).toBe(type);
    expect(await cornersOf(picture.bytes)).toEqual(["red", "green", "blue", "white"]);
  },
  async quality(text) {
    const noise = await drawn(64, 64, (x, y) => [(x * 97 + y * 57) % 256, (x * y) % 256, (x * 31) % 256]);
    const middling = (await made(noise, "q=50", "jpeg")).bytes.length;
    const asked = (await made(noise, `q=${text}`, "jpeg")).bytes.length;
    // What is looked for lies above the middle: noise shows every loss.
    expect(asked > middling).toBe(text === "auto" || Number(text) > 50);
  },
  async dpr(text) {
    expect(await sizeOf(four, `w=12&dpr=${text}`)).toEqual([12 * Number(text), 8 * Number(text)]);
  },
  async gravity(text) {
    // What catches the eye in three even parts is for libvips to say; that it is a part of the asked size is not.
    if (text === "attention" || text === "entropy") {
      expect(await sizeOf(thirds, `w=20&h=20&fit=cover&g=${text}`)).toEqual([20, 20]);
    } else {
      const isWest = text.endsWith("west") || text === "left";
      await expectThird(`g=${text}`, isWest ? "west" : text.endsWith("east") || text === "right" ? "east" : "center");
    }
  },
  focalX: (text) => expectThird(`fpx=${text}`, text === "0" ? "west" : "east"),
  focalY: (text) => expectThird(`fpy=${text}`, "center"),
  focalPoint: (text) => expectThird(`fp=${text}`, text === "0,0" ? "west" : "east"),
  async rect(text) {
    const asked = made(await four, `rect=${text}`);
    if (text.startsWith("16384")) return expect(asked).rejects.toMatchObject({ problem: { code: "rect-outside" } });
    expect(await asked).toMatchObject({ width: 1, height: 1 });
  },
  async ratio(text) {
    const [across, down] = text.split(":").map(Number);
    const height = Math.max(1, Math.round((16 * down!) / across!));
    if (height > 4096) await expect(sizeOf(four, `w=16&ar=${text}`)).rejects.toThrow(/parameter-invalid/);
    else expect(await sizeOf(four, `w=16&ar=${text}&fit=contain`)).toEqual([16, height]);
  },
  async enlarge(text) {
    expect(await sizeOf(four, `w=96&enlarge=${text}`)).toEqual(isOn(text) ? [96, 64] : [48, 32]);
  },
  async rotate(text) {
    const corners = await cornersOf((await made(await four, `rot=${text}`)).bytes);
    const first = { "0": "red", "90": "blue", "180": "white", "270": "green" }[text];
    expect(corners[0]).toBe(first);
  },
  async flip(text) {
    const corners = await cornersOf((await made(await four, `flip=${text}`)).bytes);
    expect(corners[0]).toBe({ h: "green", v: "blue", hv: "white" }[text]);
  },
  async flop(text) {
    const corners = await cornersOf((await made(await four, `flop=${text}`)).bytes);
    expect(corners[0]).toBe(isOn(text) ? "green" : "red");
  },
  async background(text) {
    const clear = drawn(8, 8, () => [10, 20, 30, 0]);
    const picture = await seen(clear, `bg=${encodeURIComponent(text)}`);
    const expected: Rgba = /^#?0+$/.test(text) ? [0, 0, 0, 255] : [255, 255, 255, 255];
    expect(picture.at(4, 4)).toEqual(expected);
  },
  grayscale: (text) =>
    unchangedIf(!isOn(text), `gray=${text}`, async () => {
      const picture = await seen(halves, `gray=${text}`);
      for (const [x, color] of [
        [20, LEFT],
        [180, RIGHT],
      ] as const) {
        expect(spread(picture.at(x, 10))).toBeLessThan(2);
        expect(Math.abs(lightness(picture.at(x, 10)) - lightness(color))).toBeLessThan(2);
      }
    }),
  async lossless(text) {
    const noise = await drawn(40, 40, (x, y) => [(x * 97 + y * 57) % 256, (x * y * 13) % 256, (x * 31 + y) % 256]);
    const before = await pixelsOf(noise);
    for (const type of ["webp", "avif"] as const) {
      const after = await pixelsOf((await made(noise, `lossless=${text}`, type)).bytes);
      let most = 0;
      for (let y = 0; y < 40; y++)
        for (let x = 0; x < 40; x++) most = Math.max(most, apart(before.at(x, y), after.at(x, y)));
      expect(most === 0, type).toBe(isOn(text));
    }
  },
  async animated(text) {
    const frames = await Promise.all(
      [
        [255, 0, 0],
        [0, 0, 255],
      ].map((color) => drawn(8, 8, () => color)),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const picture = await made(gif, `anim=${text}`, "webp");
    expect((await sharp(picture.bytes, { pages: -1 }).metadata()).pages ?? 1).toBe(isOn(text) ? 2 : 1);
    expect(apart((await pixelsOf(picture.bytes)).at(4, 4), [255, 0, 0, 255])).toBeLessThan(10);
  },
  async trim(text) {
    const framed = drawn(30, 20, (x, y) => (x >= 5 && x < 22 && y >= 3 && y < 13 ? [200, 30, 30] : [250, 250, 250]));
    expect(await sizeOf(framed, `trim=${text}`)).toEqual(isOn(text) ? [17, 10] : [30, 20]);
  },
  async pad(text) {
    const around = Number(text);
    const picture = await seen(four, `pad=${text}&bg=0a0`);
    expect([picture.width, picture.height]).toEqual([48 + 2 * around, 32 + 2 * around]);
    expect(picture.at(around, around)).toEqual([255, 0, 0, 255]);
    if (around > 0) expect(picture.at(around - 1, around)).toEqual([0, 170, 0, 255]);
  },
  async blur(text) {
    const sigma = Number(text);
    const edge = await seen(
      drawn(800, 3, (x) => (x < 400 ? [0, 0, 0] : [255, 255, 255])),
      `blur=${text}`,
    );
    for (const sigmas of [-1, 1, 2]) {
      const value = 255 * gaussianBelow(sigmas + 0.5 / sigma);
      expect(apart(edge.at(400 + sigmas * sigma, 1), [value, value, value, 255]), `${sigmas} σ`).toBeLessThan(9);
    }
  },
  async sharpen(text) {
    const picture = await seen(
      drawn(60, 9, (x) => (x < 30 ? [90, 90, 90] : [160, 160, 160])),
      `sharp=${text}`,
    );
    expect(picture.at(5, 4)).toEqual([90, 90, 90, 255]);
    expect(picture.at(30, 4)[0] > 165).toBe(isOn(text));
    expect(picture.at(29, 4)[0] < 85).toBe(isOn(text));
  },
  brightness: (text) => expectCurve(`bright=${text}`, (gray) => (gray * Number(text)) / 100),
  contrast: (text) => expectCurve(`contrast=${text}`, (gray) => 127.5 + ((gray - 127.5) * Number(text)) / 100),
  gamma: (text) => expectCurve(`gamma=${text}`, (gray) => 255 * (gray / 255) ** (100 / Number(text))),
  async saturation(text) {
    const picture = await seen(halves, `sat=${text}`);
    for (const [x, color] of [
      [20, LEFT],
      [180, RIGHT],
    ] as const) {
      if (text === "0") expect(spread(picture.at(x, 10))).toBeLessThan(3);
      else expect(spread(picture.at(x, 10))).toBeGreaterThan(spread(color) + 30);
    }
  },
  hue: (text) => expectHalves(`hue=${text}`, LEFT, RIGHT, text === "0" ? 3 : 8),
  async tint(text) {
    // Both ends of hex digits are gray: all color goes, and what is light stays light.
    const picture = await seen(halves, `tint=${encodeURIComponent(text)}`);
    expect(spread(picture.at(20, 10))).toBeLessThan(3);
    expect(Math.abs(lightness(picture.at(180, 10)) - lightness(RIGHT))).toBeLessThan(2);
    const red = await seen(halves, "tint=c00");
    expect(red.at(20, 10)[0]).toBeGreaterThan(red.at(20, 10)[2] + 50);
  },
  invert: (text) => expectCurve(`invert=${text}`, (gray) => (isOn(text) ? 255 - gray : gray)),
  async pixelate(text) {
    const edge = Number(text);
    const picture = await seen(ramp, `pixelate=${text}`);
    for (let x = 0; x < 256; x += 17) {
      const first = Math.floor(x / edge) * edge;
      const mean = first + (edge - 1) / 2;
      expect(apart(picture.at(x, 2), [mean, mean, mean, 255]), `at ${x}`).toBeLessThan(3);
    }
  },
  async round(text) {
    const picture = await seen(
      drawn(40, 40, () => [9, 9, 9]),
      `round=${text}`,
    );
    expect(picture.at(20, 0)[3]).toBeGreaterThan(250);
    expect(picture.at(20, 20)[3]).toBe(255);
    const corner = text === "1" ? 202 : 0;
    const corners = [picture.at(0, 0), picture.at(39, 0), picture.at(0, 39), picture.at(39, 39)];
    expect(corners.map((color) => color[3])).toEqual([corner, corner, corner, corner]);
    let covered = 0;
    for (let y = 0; y < 40; y++) for (let x = 0; x < 40; x++) covered += picture.at(x, y)[3] / 255;
    const radius = text === "1" ? 1 : 20;
    expect(Math.abs(covered - (1600 - (4 - Math.PI) * radius ** 2))).toBeLessThan(2);
  },
  ...OVERLAY_LOOKS,
  metadata: (text) => expectHalves(`meta=${text}`, LEFT, RIGHT),
  download: (text) => expectHalves(`dl=${text}`, LEFT, RIGHT),
};
