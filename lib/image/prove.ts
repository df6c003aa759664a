import sharp from "sharp";
import { type Accepted, kindNames } from "../accepted-kinds.ts";
import { imageKind, isHeic } from "../image-kind.ts";
import type { ColorSpace, ImageFormat, Proof, Timing } from "../image-record.ts";
import { MAX_JPEG_SCANS, MAX_ORIGINAL_EDGE_PX, MAX_PAGES, MAX_PIXELS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { isSvg } from "../svg-kind.ts";
import { isWideGamut } from "./color-profile.ts";
import { colorSpaceOf } from "./color-space.ts";
import { hasContentCredentials } from "./content-credentials.ts";
import { openPicture } from "./decoding.ts";
import { isWholeGif } from "./gif-blocks.ts";
import { countJpegScans } from "./jpeg-scans.ts";
import { countPages } from "./page-count.ts";
import { drawingFor } from "./vector/vector-plan.ts";

/**
 * Pixels of a JPEG times its scans, each of which is decoded over the whole picture: encoders write ten scans, and
 * twenty of the largest picture take what an upload's decoding may take.
 */
const MAX_SCANNED_PIXELS = 20 * MAX_PIXELS;

/**
 * Decodes a picture once, whole, which is the only proof that it is one.
 *
 * Limits are judged from the header first: a header of 35 bytes can ask for gigabytes. They bound the decoding too, which
 * libvips cannot be told to stop.
 *
 * @param bytes e.g. a JPEG of 4 MB
 * @returns its kind and upright size, its colors and frames, whether any pixel is transparent, and whether its gamut is wide
 * @throws ProblemError `media-type-unsupported`, `image-undecodable`, `image-too-large`
 */
export async function provePicture(bytes: Uint8Array, accepted: Accepted = {}): Promise<Proof> {
  const format = imageKind(bytes);
  if (format === undefined) return proveOther(bytes, accepted);
  const scans = format === "jpeg" ? countJpegScans(bytes) : 0;
  if (scans > MAX_JPEG_SCANS) throw tooManyScans(scans, MAX_JPEG_SCANS);
  if (countPages(bytes, format, MAX_PAGES + 1) > MAX_PAGES) throw tooManyPages(format);
  if (format === "gif" && !isWholeGif(bytes)) throw undecodable();
  const header = await decoded(() => openPicture(bytes, { limitInputPixels: false, pages: 1 }).metadata());
  const pages = isAnimation(format) ? (header.pages ?? 1) : 1;
  const { width, height } = header.autoOrient;
  refuseTooLarge(width, height, pages);
  const scansInTime = Math.floor(MAX_SCANNED_PIXELS / (width * height));
  if (scans > scansInTime) throw tooManyScans(scans, scansInTime);
  const { isOpaque, channels } = await decoded(() => openPicture(bytes, { pages: pages > 1 ? -1 : 1 }).stats());
  // libvips keeps its error text for the whole process: when several decodings fail at once, sharp finds it empty,
  // takes that for success, and resolves with nothing in it.
  if (channels.length === 0) throw undecodable();
  const isWide = header.icc !== undefined && isWideGamut(header.icc);
  return {
    ...{ format, width, height, pages, hasAlpha: !isOpaque },
    colorSpace: colorSpaceOf(header),
    ...(pages > 1 && header.delay && { timing: timingOf(header.delay, header.loop) }),
    ...(isWide && { isWideGamut: true }),
    ...(hasContentCredentials(bytes) && { hasContentCredentials: true }),
  };
}

/** Most animations have one delay, and a record need not say it 256 times. */
function timingOf(delays: readonly number[], loop = 0): Timing {
  return { delays: new Set(delays).size === 1 ? delays.slice(0, 1) : delays, loop };
}

function tooManyScans(scans: number, most: number): ProblemError {
  return new ProblemError(
    "image-too-large",
    `A JPEG of this size may have up to ${most} scans, this one has ${scans}.`,
  );
}

function tooManyPages(format: ImageFormat): ProblemError {
  const pages = isAnimation(format) ? "frames" : "pages";
  return new ProblemError("image-too-large", `A picture may have up to ${MAX_PAGES} ${pages}, this one has more.`);
}

async function proveOther(bytes: Uint8Array, accepted: Accepted): Promise<Proof> {
  if (!isSvg(bytes) || !accepted.svg) throw unsupported(bytes, accepted);
  // Few services take SVG, and none need wait for what draws it.
  const { drawVector, measureVector } = await import("./vector/rasterize.ts");
  const { width, height } = await measureVector(bytes);
  refuseTooLarge(width, height, 1);
  const proof: Proof = { format: "svg", width, height, pages: 1, hasAlpha: true, colorSpace: DRAWN };
  const drawn = await drawVector(bytes, drawingFor(proof, { width: LOOKED_AT_PX, height: LOOKED_AT_PX }).proof);
  return { ...proof, hasAlpha: !(await sharp(drawn).stats()).isOpaque };
}

/** What a drawing's colors are. @see CSS Color 3 §4.2 */
const DRAWN: ColorSpace = { model: "rgb", bitDepth: 8, profile: null };

/** Px of the long edge at which a drawing is looked through for what is transparent. */
const LOOKED_AT_PX = 1_024;

/** TIFF and AVIF pages are no frames: the first one is the picture. */
function isAnimation(format: ImageFormat): boolean {
  return format === "gif" || format === "webp";
}

function refuseTooLarge(width: number, height: number, pages: number): void {
  if (Math.max(width, height) > MAX_ORIGINAL_EDGE_PX || width * height * pages > MAX_PIXELS) {
    const asked = pages > 1 ? `${width}×${height} px × ${pages} frames` : `${width}×${height} px`;
    const limit = `${MAX_ORIGINAL_EDGE_PX} px a side and ${MAX_PIXELS / 1e6} million in all`;
    throw new ProblemError("image-too-large", `This picture has ${asked}; the limit is ${limit}.`);
  }
}

async function decoded<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (cause) {
    throw undecodable(cause);
  }
}

function undecodable(cause?: unknown): ProblemError {
  return new ProblemError("image-undecodable", "The file is cut short or broken and cannot be decoded.", { cause });
}

function unsupported(bytes: Uint8Array, accepted: Accepted): ProblemError {
  const detail = `${kindNames("and", accepted)} are accepted; ${whatElse(bytes)}`;
  return new ProblemError("media-type-unsupported", detail);
}

function whatElse(bytes: Uint8Array): string {
  if (isSvg(bytes)) {
    return "this is SVG, which is taken only where it is switched on, and by PUT /upload alone. Export it as PNG, in the largest size that it is shown in.";
  }
  if (isHeic(bytes)) {
    return "this is HEIC, as iPhones take it. Send it as JPEG: browsers convert when the page's file field accepts image/jpeg, and Settings > Camera > Formats > Most Compatible takes JPEG at once.";
  }
  return "this is none of them.";
}
