import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { provePicture } from "../../lib/image/prove.ts";
import { imageKind } from "../../lib/image-kind.ts";
import type { Proof } from "../../lib/image-record.ts";
import { ProblemError } from "../../lib/problem-error.ts";

/** One original that the contestants are asked for. */
export interface Picture extends Proof {
  /** The file's name, e.g. `sunset.jpg` */
  readonly name: string;
  readonly sizeBytes: number;
  /** e.g. `progressive JPEG`, `PNG` */
  readonly kind: string;
  /** Millions of pixels of one frame. */
  readonly megapixels: number;
  /** Whether its pixels lie on their side, and EXIF says how it is to be turned. */
  readonly isTurned: boolean;
}

/** Pictures in one folder. */
export interface Album {
  readonly folder: string;
  readonly pictures: readonly Picture[];
  /** Whether they were made by code, and so say little of photographs. */
  readonly isMade: boolean;
}

/**
 * Reads a folder of pictures, those that the service takes; other files are passed over.
 *
 * @throws Error when the folder cannot be read, or holds none
 */
export async function readAlbum(folder: string): Promise<Album> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new Error(`PHOTOS names ${folder}, which is no folder that can be read.`, { cause });
  });
  const pictures: Picture[] = [];
  for (const entry of entries) {
    const picture = entry.isFile() ? await readPicture(folder, entry.name) : undefined;
    if (picture !== undefined) pictures.push(picture);
  }
  if (pictures.length === 0) throw new Error(`${folder} holds no picture that Darkroom takes.`);
  return { folder, pictures: pictures.sort((a, b) => (a.name < b.name ? -1 : 1)), isMade: false };
}

async function readPicture(folder: string, name: string): Promise<Picture | undefined> {
  const bytes = await readFile(join(folder, name));
  if (imageKind(bytes) === undefined) return undefined;
  try {
    const proof = await provePicture(bytes);
    const { isProgressive, orientation = 1 } = await sharp(bytes).metadata();
    const megapixels = (proof.width * proof.height) / 1e6;
    const kind = kindOf(proof, isProgressive ?? false);
    return { name, sizeBytes: bytes.length, kind, megapixels, isTurned: orientation > 1, ...proof };
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function kindOf({ format }: Proof, isProgressive: boolean): string {
  if (format === "webp") return "WebP";
  if (format !== "jpeg") return format.toUpperCase();
  return isProgressive ? "progressive JPEG" : "baseline JPEG";
}
