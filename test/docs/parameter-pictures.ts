import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { logo } from "../pictures/drawing.ts";
import { made } from "../pictures/made.ts";
import type { ParameterExample } from "./parameter-examples.ts";

/** Px of what is changed, and of the two places beside each other that show it. */
const ORIGINAL = { width: 300, height: 200 };
const PLACE = { width: 150, height: 100 };

const PHOTOGRAPH = new URL("../../dev/demo/sunset.jpg", import.meta.url);

/** Where the reference keeps the picture of a parameter, from the folder of `docs`. */
export function picturePath(key: string): string {
  return `pictures/parameters/${key}.webp`;
}

/**
 * What a parameter does, made by the service itself: the original on the left, the answer on the right.
 *
 * @returns WebP of up to 8 KB
 */
export async function parameterPicture({ query, original, type }: Example): Promise<Buffer> {
  const before = await ORIGINALS[original ?? "photograph"]();
  const { bytes } = await made(before, query, type ?? "png", await logo(120));
  const after = await inPlace(bytes, true);
  const left = await inPlace(before, false);
  const canvas = { width: 2 * PLACE.width + 10, height: PLACE.height, channels: 4, background: "#00000000" } as const;
  return sharp({ create: canvas })
    .composite([
      { input: left, left: 0, top: 0 },
      { input: after, left: PLACE.width + 10, top: 0 },
    ])
    .webp({ quality: 60, effort: 6 })
    .toBuffer();
}

type Example = Pick<ParameterExample, "query" | "original" | "type">;

const ORIGINALS = {
  photograph: () => photograph().then((image) => image.png().toBuffer()),
  framed: () =>
    photograph().then((image) =>
      image.resize(240, 140).extend({ left: 30, right: 30, top: 30, bottom: 30, background: "#eee" }).png().toBuffer(),
    ),
  "cut out": () => logo(200),
};

async function photograph() {
  return sharp(await readFile(PHOTOGRAPH)).resize(ORIGINAL.width, ORIGINAL.height, { fit: "cover" });
}

/** Small ones stay as small as they are, so that sizes show. */
function inPlace(bytes: Uint8Array, isAnswer: boolean): Promise<Buffer> {
  return sharp(bytes)
    .resize({ ...PLACE, fit: "inside", withoutEnlargement: isAnswer })
    .toBuffer()
    .then((fitted) => centered(fitted));
}

async function centered(png: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(png).metadata();
  const canvas = { ...PLACE, channels: 4, background: "#00000000" } as const;
  const place = { left: Math.floor((PLACE.width - width) / 2), top: Math.floor((PLACE.height - height) / 2) };
  return sharp({ create: canvas })
    .composite([{ input: png, ...place }])
    .png()
    .toBuffer();
}
