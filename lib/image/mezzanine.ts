import type { Sharp } from "sharp";
import type { Size } from "../geometry.ts";
import { imageKind } from "../image-kind.ts";
import type { Proof } from "../image-record.ts";
import { UNSIZED_EDGE_PX } from "../limits.ts";
import { rungsOf } from "../rungs.ts";
import type { Mezzanine } from "../stores.ts";
import { attributionOf } from "./attribution/reader.ts";
import { attribute } from "./attribution/writer.ts";
import { GRID_PX } from "./decoder-grid.ts";
import { openSource } from "./decoding.ts";
import { reduced } from "./depth/deep-pipeline.ts";
import { isDeep } from "./depth/is-deep.ts";
import { natureOf } from "./writing/graphic.ts";
import { pixelsOf } from "./writing/pixels.ts";

/** Of so little loss that a variant made from it does not show it. The largest has the least room, which a little less makes up. */
const QUALITY = 90;
const LARGEST_QUALITY = 92;

/** Mezzanines by their long edges in px, smallest first. */
export type Mezzanines = ReadonlyMap<number, Mezzanine>;

/**
 * Makes smaller copies of a picture, upright and of 8 bits a channel as every variant is, to make those from; in sRGB
 * unless the gamut is wide. Of the original's metadata they have who made it alone.
 *
 * The larger of an opaque picture are JPEGs, each made of the next larger one, or WebPs without loss where they are drawings. So is
 * a transparent picture's: with loss its colors show at the borders of what is see-through.
 *
 * @param original a proven picture
 * @param seconds after which it is given up
 * @returns as many as `rungsOf` names
 * @throws Error when it takes too long
 */
export async function makeMezzanines(original: Uint8Array, proof: Proof, seconds: number): Promise<Mezzanines> {
  const endsAt = performance.now() + seconds * 1000;
  const made: [edge: number, mezzanine: Mezzanine][] = [];
  for (const edge of [...rungsOf(proof)].reverse()) {
    const secondsLeft = Math.max(1, Math.floor((endsAt - performance.now()) / 1000));
    const source = made[0]?.[1].bytes ?? original;
    made.unshift([edge, await makeMezzanine(source, sizeOf(proof, edge), proof, secondsLeft)]);
  }
  return new Map(made);
}

/**
 * A little out of shape, which costs nothing: every variant is scaled to a shape of its own.
 *
 * @param edge the long one, itself on the grid
 */
function sizeOf({ width, height }: Proof, edge: number): Size {
  const onGrid = (px: number) => Math.max(1, Math.round((px * edge) / Math.max(width, height) / GRID_PX)) * GRID_PX;
  return { width: onGrid(width), height: onGrid(height) };
}

async function makeMezzanine(source: Uint8Array, size: Size, proof: Proof, seconds: number): Promise<Mezzanine> {
  const isWideGamut = proof.isWideGamut === true;
  const pixels = await pixelsOf(await scaledDown(source, size, proof), size, isWideGamut, seconds);
  const profiled = isWideGamut ? pixels.open().keepIccProfile() : pixels.open();
  const attribution = await attributionOf(source);
  const attributed = attribution === undefined ? profiled : attribute(profiled, attribution);
  // A drawing is recognized and kept crisp by its edges; without loss it mostly takes less room than a JPEG.
  const written = proof.hasAlpha || natureOf(pixels).isGraphic ? lossless(attributed) : opaque(attributed, size);
  const { data, info } = await written.timeout({ seconds }).toBuffer({ resolveWithObject: true });
  return { bytes: data, contentType: `image/${info.format}` };
}

/** Of an original of 16 bits a channel in these, not dithered: what is made from it has loss, and scaling would undo a pattern. */
async function scaledDown(source: Uint8Array, { width, height }: Size, proof: Proof): Promise<Sharp> {
  const isDeepSource = isDeep(proof) && imageKind(source) === proof.format;
  const opened = openSource(source, isDeepSource, { pages: 1 }).autoOrient();
  const smaller = opened.resize(width, height, { fit: "fill", fastShrinkOnLoad: false });
  return isDeepSource ? reduced(smaller, { isWideGamut: proof.isWideGamut === true, isDithered: false }) : smaller;
}

function opaque(image: Sharp, { width, height }: Size): Sharp {
  const quality = Math.max(width, height) === UNSIZED_EDGE_PX ? LARGEST_QUALITY : QUALITY;
  return image.removeAlpha().jpeg({ quality, chromaSubsampling: "4:4:4" });
}

/** More effort saves a fifth of the bytes for twice the CPU. */
function lossless(image: Sharp): Sharp {
  return image.webp({ lossless: true, effort: 0 });
}
