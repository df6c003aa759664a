import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { Picture } from "../pictures/picture.ts";
import { type Raster, readRaster } from "../quality/raster.ts";
import { ssimulacra2 } from "../quality/ssimulacra2.ts";
import { SETTINGS, type Setting } from "./settings.ts";

/** What one setting made of one picture. */
export interface Encoded {
  readonly widthPx: number;
  readonly format: Setting["format"];
  readonly name: string;
  readonly picture: string;
  readonly bytes: number;
  /** Of encoding alone; decoding and scaling were done before. */
  readonly cpuMs: number;
  readonly score: number;
}

/** Writes a picture, scaled to one width, with every setting, and holds each against the pixels that it was made of. */
export async function encodeWithAll(folder: string, picture: Picture, widthPx: number): Promise<Encoded[]> {
  const reference = await scaled(folder, picture, widthPx);
  const encoded: Encoded[] = [];
  for (const setting of SETTINGS) encoded.push(await encodedBy(setting, reference, picture.name, widthPx));
  return encoded;
}

async function scaled(folder: string, { name, width, height }: Picture, widthPx: number): Promise<Raster> {
  const size = { width: Math.min(width, widthPx), height: Math.round((height * Math.min(width, widthPx)) / width) };
  return readRaster(await readFile(join(folder, name)), size);
}

async function encodedBy(setting: Setting, raster: Raster, picture: string, widthPx: number): Promise<Encoded> {
  const { width, height, data } = raster;
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const before = process.cpuUsage();
  const bytes = await setting.encode(image).toBuffer();
  const { user, system } = process.cpuUsage(before);
  const score =
    setting.format === "png" && setting.name !== "palette" ? 100 : ssimulacra2(raster, await readRaster(bytes));
  const { format, name } = setting;
  return { widthPx, format, name, picture, bytes: bytes.length, cpuMs: (user + system) / 1000, score };
}
