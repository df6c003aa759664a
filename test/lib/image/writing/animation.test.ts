import sharp from "sharp";
import { expect, test } from "vitest";
import { drawn } from "../../../pictures/drawing.ts";
import { made } from "../../../pictures/made.ts";

/** A disc that moves over an even ground, soft at its edge and in many colors there. */
async function disc(frame: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80" fill="#eef"/>
    <circle cx="${20 + frame * 15}" cy="40" r="18" fill="teal"/></svg>`;
  return (await drawn(svg, 120, 80)).png().toBuffer();
}

function pixels(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { pages: -1 }).ensureAlpha().raw().toBuffer();
}

test("a drawing that moves stays crisp as auto-webp: every pixel of every frame is as it was", async () => {
  const frames = await Promise.all([0, 1, 2, 3].map(disc));
  const original = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true, effort: 0, delay: [90, 90, 90, 90] })
    .toBuffer();
  const { bytes, contentType } = await made(original, "", "auto-webp");
  expect(contentType).toBe("image/webp");
  expect(bytes.length).toBeLessThanOrEqual(original.length);
  expect((await pixels(bytes)).equals(await pixels(original))).toBe(true);
});
