import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { makeMezzanines } from "../../lib/image/mezzanine.ts";
import { planRendering } from "../../lib/image/plan.ts";
import { type Picture as Answer, render } from "../../lib/image/render.ts";
import type { Transform } from "../../lib/url/parameters.ts";
import type { Picture } from "../pictures/picture.ts";
import type { JudgedAnswer } from "./judged-answer.ts";
import { Reference } from "./likeness.ts";
import { readRaster } from "./raster.ts";

/** What is asked for, as each of the types. What is larger is made of the original. */
const SHAPES: Readonly<Record<string, Transform>> = {
  "300": { width: 300 },
  "800": { width: 800 },
  "1600": { width: 1600 },
  "1920": { width: 1920 },
  crop600: { width: 600, height: 600, fit: "cover" },
};
const TYPES = ["jpeg", "webp", "avif"] as const;

/** Seconds that mezzanines may take; nobody waits for them here. */
const PATIENCE_SECONDS = 60;

export const FROM_MEZZANINE = "from mezzanines";
export const FROM_ORIGINAL = "from originals";

/** One picture to be judged. */
export interface LossTask {
  readonly folder: string;
  readonly picture: Picture;
}

/**
 * What a picture's mezzanines cost in quality: every shape and type made from them and from the original by the same
 * code, held against the original's pixels, scaled without loss.
 *
 * @returns nothing of what is made from the original anyway
 */
export async function mezzanineLoss({ folder, picture }: LossTask): Promise<JudgedAnswer[]> {
  const original = new Uint8Array(await readFile(join(folder, picture.name)));
  const mezzanines = await makeMezzanines(original, picture, PATIENCE_SECONDS);
  const rungs = [...mezzanines.keys()];
  const pixels = await withoutLoss(original);
  const judged: JudgedAnswer[] = [];
  for (const [shape, transform] of Object.entries(SHAPES)) {
    const rung = planRendering(picture, transform, "jpeg", rungs).rung;
    if (rung === undefined) continue;
    const asPng = { ...planRendering(picture, transform, "jpeg", []), type: "png" } as const;
    const reference = new Reference(await readRaster((await render(pixels, asPng)).bytes));
    for (const type of TYPES) {
      const judge = async (by: string, { bytes }: Answer) => {
        const likeness = reference.likenessOf(await readRaster(bytes));
        judged.push({ by, output: `${shape}, ${type}`, picture: picture.name, bytes: bytes.length, ...likeness });
      };
      const mezzanine = mezzanines.get(rung)!;
      await judge(FROM_MEZZANINE, await render(mezzanine.bytes, planRendering(picture, transform, type, rungs)));
      await judge(FROM_ORIGINAL, await render(original, planRendering(picture, transform, type, [])));
    }
  }
  return judged;
}

/** Upright, in sRGB, and so that no decoder can scale it. */
async function withoutLoss(original: Uint8Array): Promise<Uint8Array> {
  const whole = sharp(original).autoOrient().toColorspace("srgb").removeAlpha();
  return whole.png({ compressionLevel: 0 }).toBuffer();
}
