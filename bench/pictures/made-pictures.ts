import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { drawVector } from "../../lib/image/vector/rasterize.ts";
import { type Album, readAlbum } from "./picture.ts";

/** Files and sizes like those of photographs; what is on them is not. */
const MADE: readonly { name: string; width: number; height: number; encode: (image: Sharp) => Sharp }[] = [
  { name: "made-01.jpg", width: 1280, height: 853, encode: (image) => image.jpeg({ quality: 90 }) },
  { name: "made-06.jpg", width: 3000, height: 2000, encode: (image) => image.jpeg({ quality: 90 }) },
  { name: "made-12.jpg", width: 4240, height: 2832, encode: (image) => image.jpeg({ quality: 90, progressive: true }) },
  { name: "made-20.jpg", width: 5472, height: 3648, encode: (image) => image.jpeg({ quality: 85 }) },
  { name: "made-08.png", width: 3504, height: 2336, encode: (image) => image.png({ compressionLevel: 3 }) },
  { name: "made-16.webp", width: 4896, height: 3264, encode: (image) => image.webp({ quality: 85, effort: 0 }) },
  { name: "made-12.avif", width: 4240, height: 2832, encode: (image) => image.avif({ quality: 60, effort: 0 }) },
];

/**
 * Makes pictures by code, for whoever has no photographs at hand: soft light, some lines and some grain.
 *
 * @param folder an empty one
 */
export async function makeAlbum(folder: string): Promise<Album> {
  for (const { name, width, height, encode } of MADE) {
    await writeFile(join(folder, name), await encode(await scene(width, height)).toBuffer());
  }
  return { ...(await readAlbum(folder)), isMade: true };
}

/** Seconds that the largest drawing may take on a busy machine. */
const DRAWING_SECONDS = 60;

async function scene(width: number, height: number): Promise<Sharp> {
  const grain = sharp({
    create: { width, height, channels: 3, background: "#000000", noise: { type: "gaussian", mean: 128, sigma: 9 } },
  });
  return sharp(await drawVector(Buffer.from(drawing(width, height)), { width, height }, DRAWING_SECONDS))
    .flatten()
    .composite([{ input: await grain.png({ compressionLevel: 0 }).toBuffer(), blend: "soft-light" }]);
}

function drawing(width: number, height: number): string {
  const branches = Array.from({ length: 120 }, (_, i) => {
    const x = (((i * 37) % 120) / 120) * width;
    const end = x + Math.sin(i) * width * 0.06;
    return `<path d="M${x} ${height} Q${x} ${height * 0.7} ${end} ${height * (0.35 + ((i * 53) % 60) / 150)}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0.3" y2="1"><stop stop-color="#274b7a"/><stop offset="0.5" stop-color="#d98f5c"/>
    <stop offset="1" stop-color="#2b2a20"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/><circle cx="62%" cy="40%" r="9%" fill="#ffe9b0"/>
    <g fill="none" stroke="#1b1f16" stroke-width="${width / 400}">${branches.join("")}</g></svg>`;
}
