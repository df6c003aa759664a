import sharp from "sharp";
import { openPicture } from "../../lib/image/decoding.ts";
import type { OutputType } from "../../lib/image/output-type.ts";
import { planRendering } from "../../lib/image/plan.ts";
import { encode } from "../../lib/image/steps/encode.ts";
import type { Picture } from "../pictures/picture.ts";
import { mean, sum } from "../statistics.ts";
import { cpuSecondsOf } from "./cpu-seconds.ts";

/** Types that variants are written as. */
export const TYPES = ["avif", "webp", "jpeg", "png", "gif"] as const satisfies readonly OutputType[];

/** Widths in px, from a thumbnail to the largest that has no size in its address. */
const WIDTHS_PX = [160, 320, 640, 960, 1280, 2500];

/** What an encoder takes and gives: `kilobytes × megapixels ^ growth`, since a picture grows more slowly than its pixels. */
export interface EncoderWork {
  readonly kilobytes: number;
  readonly growth: number;
  readonly secondsPerMegapixel: number;
}

/** One picture as one type and size. */
export interface Encoding {
  readonly type: OutputType;
  readonly widthPx: number;
  readonly megapixels: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Writes a picture, scaled before, as every type and size with the service's own settings. */
export async function encodings(original: Uint8Array, picture: Picture): Promise<Encoding[]> {
  const made: Encoding[] = [];
  for (const widthPx of WIDTHS_PX.filter((width) => width <= picture.width)) {
    const scaling = { width: widthPx, fastShrinkOnLoad: false } as const;
    const scaled = openPicture(original, { pages: 1 }).autoOrient().removeAlpha().toColorspace("srgb").resize(scaling);
    const { data, info } = await scaled.raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 3 } as const;
    for (const type of TYPES) {
      const rendering = planRendering(picture, { width: widthPx }, type, []);
      const image = encode(sharp(data, { raw }), rendering, { type });
      const { result, seconds } = await cpuSecondsOf(() => image.toBuffer());
      made.push({ type, widthPx, megapixels: (info.width * info.height) / 1e6, bytes: result.length, seconds });
    }
  }
  return made;
}

/** What one type takes and gives, of all encodings. */
export function encoderWork(all: readonly Encoding[], type: OutputType): EncoderWork {
  const ofType = all.filter((each) => each.type === type);
  const points = [...new Set(ofType.map(({ widthPx }) => widthPx))].map((widthPx) => {
    const ofWidth = ofType.filter((each) => each.widthPx === widthPx);
    return [
      Math.log(mean(ofWidth.map((one) => one.megapixels))),
      Math.log(mean(ofWidth.map((one) => one.bytes))),
    ] as const;
  });
  const { slope, atNothing } = line(points);
  const seconds = sum(ofType.map((each) => each.seconds)) / sum(ofType.map((each) => each.megapixels));
  return { kilobytes: Math.exp(atNothing) / 1000, growth: slope, secondsPerMegapixel: seconds };
}

/** The line that lies nearest to points (least squares). */
function line(points: readonly (readonly [x: number, y: number])[]): { slope: number; atNothing: number } {
  const [middleX, middleY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const slope =
    sum(points.map(([x, y]) => (x - middleX) * (y - middleY))) / sum(points.map(([x]) => (x - middleX) ** 2));
  return { slope, atNothing: middleY - slope * middleX };
}
