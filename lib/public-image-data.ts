import { type ImageData, knownOf, renditionsOf } from "./image-data.ts";
import type { ColorSpace, ImageRecord, Proof, Rendition, Timing } from "./image-record.ts";
import type { Ladder } from "./url/ladder.ts";

/**
 * What anybody may know who has the URL of a variant: nothing of the owner, of the file's metadata, or of the URLs of
 * other variants. What is not known is `null`: records of before it was noted do not have it.
 */
export type PublicImageData = Pick<
  ImageData,
  "id" | "width" | "height" | "format" | "sizeBytes" | "thumbhash" | "color" | "focalPoint"
> & {
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
  readonly pages: number;
  readonly animation: Animation | null;
  readonly colorSpace: ColorSpace | null;
  /** Whether it has colors that sRGB does not have, which large stills keep. */
  readonly isWideGamut: boolean;
  /** Whether the original carries C2PA's signed statements; whoever may have the original can check them there. */
  readonly hasContentCredentials: boolean;
  readonly palette: readonly string[] | null;
  /** Sizes of the ladder that it fills, ascending: what a `srcset` can name. */
  readonly widths: readonly number[];
  readonly renditions: readonly Pick<Rendition, "name" | "width" | "height">[];
};

/** What an animation shows and for how long. */
export interface Animation {
  /** Milliseconds of each frame, as the file has them. */
  readonly durations: readonly number[];
  /** How often it is shown; 0 for ever. */
  readonly loop: number;
}

/**
 * An image as its variants' public data: what `fmt=json` answers.
 *
 * @param ladder sizes that unsigned URLs can have
 */
export function publicImageData(record: ImageRecord, ladder: Ladder): PublicImageData {
  const { proof, findings } = record;
  const { width, height, format, sizeBytes, thumbhash, color, focalPoint } = knownOf(record);
  const pages = proof?.pages ?? 1;
  return {
    ...{ id: record.id, width, height, format, sizeBytes },
    hasAlpha: proof?.hasAlpha ?? false,
    ...{ isAnimated: pages > 1, pages, animation: proof?.timing ? animationOf(proof.timing, pages) : null },
    colorSpace: proof?.colorSpace ?? null,
    isWideGamut: proof?.isWideGamut ?? false,
    hasContentCredentials: proof?.hasContentCredentials ?? false,
    ...{ thumbhash, color, palette: findings?.palette ?? null, focalPoint },
    widths: proof ? widthsOf(proof, ladder) : [],
    renditions: renditionsOf(record).map(({ name, width, height }) => ({ name, width, height })),
  };
}

function animationOf({ delays, loop }: Timing, pages: number): Animation {
  const [only] = delays;
  return { durations: delays.length === 1 ? Array<number>(pages).fill(only!) : delays, loop };
}

/** A size over the picture's own gives its own, unless it is drawn at any size. */
function widthsOf({ format, width }: Pick<Proof, "format" | "width">, ladder: Ladder): readonly number[] {
  return format === "svg" ? ladder : ladder.filter((size) => size <= width);
}
