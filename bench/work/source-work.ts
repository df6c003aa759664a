import { openPicture } from "../../lib/image/decoding.ts";
import { makeMezzanines } from "../../lib/image/mezzanine.ts";
import { provePicture } from "../../lib/image/prove.ts";
import type { Picture } from "../pictures/picture.ts";
import { cpuSecondsOf } from "./cpu-seconds.ts";

/** Width in px that sources are scaled to: what a page asks for most. */
const WIDTH_PX = 800;

/** Seconds that mezzanines may take; nobody waits for them here. */
const PATIENCE_SECONDS = 60;

/** CPU seconds of what a picture's variants are made from. */
export interface SourceWork {
  readonly isBaselineJpeg: boolean;
  /** To decode the original and scale it down, for each million of its pixels. */
  readonly originalPerMegapixel: number;
  /** The same of each mezzanine as a whole, by its long edge in px. */
  readonly rungs: ReadonlyMap<number, number>;
  /** To prove the original, and to make its mezzanines of it, for each million of its pixels; each decodes it. */
  readonly provingPerMegapixel: number;
  readonly mezzaninesPerMegapixel: number;
}

/** Proves a picture, decodes and scales it, makes its mezzanines, and scales each of them. */
export async function sourceWork(original: Uint8Array, { kind, megapixels, ...proof }: Picture): Promise<SourceWork> {
  const scale = (bytes: Uint8Array, isOriginal: boolean) =>
    cpuSecondsOf(() => {
      const picture = openPicture(bytes, { pages: 1 }).autoOrient();
      return picture.resize({ width: WIDTH_PX, fastShrinkOnLoad: isOriginal }).raw().toBuffer();
    });
  const proved = await cpuSecondsOf(() => provePicture(original));
  const made = await cpuSecondsOf(() => makeMezzanines(original, proof, PATIENCE_SECONDS));
  const rungs = new Map<number, number>();
  for (const [edge, { bytes }] of made.result) rungs.set(edge, (await scale(bytes, false)).seconds);
  return {
    isBaselineJpeg: kind === "baseline JPEG",
    originalPerMegapixel: (await scale(original, true)).seconds / megapixels,
    rungs,
    provingPerMegapixel: proved.seconds / megapixels,
    mezzaninesPerMegapixel: made.seconds / megapixels,
  };
}
