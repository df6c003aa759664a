import sharp from "sharp";
import { expect, test } from "vitest";
import { provePicture } from "../../../lib/image/prove.ts";
import { withBorderFound } from "../../../lib/image/trim.ts";
import { storedAs } from "../../pictures/orientations.ts";
import { drawn } from "../../pictures/pixels.ts";

/** A dark box of 20×12 px at (left, top) on white. */
function boxAt(left: number, top: number) {
  return (x: number, y: number) =>
    x >= left && x < left + 20 && y >= top && y < top + 12 ? [90, 30, 30] : [255, 255, 255];
}

async function rectOf(original: Uint8Array, rect?: readonly number[], animated = true) {
  const transform = { trim: true, ...(rect && { rect }), ...(!animated && { animated }) };
  return (await withBorderFound(original, await provePicture(original), transform)).rect;
}

test.each([1, 3, 6, 7])("a border is found in the upright picture of orientation %i", async (orientation) => {
  expect(await rectOf(await storedAs(orientation, 60, 40, boxAt(5, 3)))).toEqual([5, 3, 20, 12]);
});

test("a rectangle is cut before its border is looked for", async () => {
  const original = await drawn(60, 40, boxAt(5, 3));
  expect(await rectOf(original, [2, 4, 50, 30])).toEqual([5, 4, 20, 11]);
});

test("a picture of one color has no border", async () => {
  expect(await rectOf(await drawn(30, 20, () => [7, 7, 7]))).toEqual([0, 0, 30, 20]);
});

test("what is transparent around a picture is its border", async () => {
  const original = await drawn(30, 20, (x, y) => (x > 3 && x < 10 && y > 4 && y < 9 ? [9, 9, 9, 255] : [0, 0, 0, 0]));
  expect(await rectOf(original)).toEqual([4, 5, 6, 4]);
});

test("an animation keeps what any of its frames shows", async () => {
  const frames = await Promise.all([drawn(60, 40, boxAt(5, 3)), drawn(60, 40, boxAt(30, 20))]);
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect(await rectOf(gif)).toEqual([5, 3, 45, 29]);
  expect(await rectOf(gif, undefined, false)).toEqual([5, 3, 20, 12]);
});
