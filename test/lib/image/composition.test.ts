import { expect, test } from "vitest";
import { MARK_ID, made } from "../../pictures/made.ts";
import { apart, drawn, pixelsOf } from "../../pictures/pixels.ts";

/** What changes a picture, in the order in which it does, whatever order a URL has; each as it is asked for. */
const IN_ORDER: readonly string[] = [
  "rect=2,2,40,30",
  "trim=1",
  "rot=90",
  "flip=h",
  "w=24&h=20&fit=cover&g=north",
  "blur=2",
  "sharp=1",
  "gray=1",
  "sat=60",
  "hue=20",
  "gamma=150",
  "bright=80",
  "contrast=70",
  "tint=336699",
  "invert=1",
  "pixelate=4",
  "round=6",
  "pad=5",
  `mark=${MARK_ID}&markw=40&markpad=2`,
  "txt=Ag&txtsize=12&txtg=center",
];

const pairs = IN_ORDER.flatMap((first, i) => IN_ORDER.slice(i + 1).map((second) => [first, second] as const));

/** Soft shapes on an even border. */
const original = drawn(48, 36, (x, y) => {
  const isBorder = x < 4 || y < 4 || x >= 44 || y >= 32;
  return isBorder ? [90, 90, 90] : [70 + x * 3, 200 - y * 4, 60 + Math.round(40 * Math.sin(x / 6)) + y];
});

/** See-through on its left. */
const mark = drawn(20, 10, (x) => [250, 40, 30, x < 10 ? 100 : 255]);

test.each(pairs)("%s and %s together are the one after the other", async (first, second) => {
  const together = await pixelsOf((await made(await original, `${second}&${first}`, "png", await mark)).bytes);
  const step = await made(await original, first, "png", await mark);
  const inTurn = await pixelsOf((await made(step.bytes, second, "png", await mark)).bytes);
  expect([together.width, together.height]).toEqual([inTurn.width, inTurn.height]);
  let most = 0;
  for (let y = 0; y < inTurn.height; y++) {
    for (let x = 0; x < inTurn.width; x++) most = Math.max(most, apart(together.at(x, y), inTurn.at(x, y)));
  }
  // In between is a PNG of eight bits.
  expect(most).toBeLessThan(8);
});
