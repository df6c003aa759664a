import { createRequire } from "node:module";
import type { Size } from "../../geometry.ts";
import { MAX_PIXELS, VECTOR_BYTES } from "../../limits.ts";
import { ProblemError } from "../../problem-error.ts";
import { FONT_CONFIGURATION } from "../font-files.ts";
import { ProgramFailed, runLimited } from "./limited-process.ts";
import { VECTOR_MEBIBYTES, VECTOR_OUTPUT_BYTES, VECTOR_SECONDS } from "./vector-limits.ts";

/**
 * Reads an SVG and writes what it measures, as JSON, or where a size is given, what it shows, as PNG.
 *
 * Of all that libvips reads, SVG alone is let through. librsvg runs no scripts and has no base address, by which it
 * would reach files; it never reaches the network.
 */
const PROGRAM = `
const [sharpFile, width, height] = process.argv.slice(1);
const { createRequire } = await import("node:module");
const sharp = createRequire(sharpFile)(sharpFile);
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
const parts = [];
for await (const part of process.stdin) parts.push(part);
const picture = sharp(Buffer.concat(parts), { failOn: "error", limitInputPixels: ${MAX_PIXELS} });
const written = width === undefined
  ? JSON.stringify(await picture.metadata().then(({ width, height }) => ({ width, height })))
  : await picture.resize(+width, +height, { fit: "fill" }).png({ compressionLevel: 1 }).toBuffer();
process.stdout.write(written);
`;

/**
 * The size that an SVG says it has, in px.
 *
 * @throws ProblemError `image-too-large`, `image-undecodable`, `unavailable`
 */
export async function measureVector(svg: Uint8Array): Promise<Size> {
  if (svg.length > VECTOR_BYTES) {
    throw new ProblemError(
      "image-too-large",
      `An SVG may have up to ${VECTOR_BYTES} bytes, this one has ${svg.length}.`,
    );
  }
  const { width, height } = JSON.parse((await run(svg, [], VECTOR_SECONDS)).toString()) as Size;
  return { width, height };
}

/**
 * Draws an SVG at a size, in a process of its own.
 *
 * @param size in px, whatever the SVG's own is
 * @param seconds after which it is given up
 * @returns a PNG
 * @throws ProblemError `image-undecodable` for what is broken, or takes more time or memory than it may; `unavailable`
 *   where there is no process to be had
 */
export function drawVector(svg: Uint8Array, { width, height }: Size, seconds = VECTOR_SECONDS): Promise<Uint8Array> {
  return run(svg, [width, height], seconds);
}

async function run(svg: Uint8Array, args: readonly number[], seconds: number): Promise<Buffer> {
  const sharpFile = createRequire(import.meta.url).resolve("sharp");
  const limits = { seconds, mebibytes: VECTOR_MEBIBYTES, outputBytes: VECTOR_OUTPUT_BYTES };
  try {
    const environment = { FONTCONFIG_FILE: FONT_CONFIGURATION };
    return await runLimited(PROGRAM, [sharpFile, ...args.map(String)], svg, environment, limits);
  } catch (cause) {
    if (!(cause instanceof ProgramFailed)) {
      throw new ProblemError("unavailable", "Nothing can be drawn at the moment; ask again.", { cause });
    }
    const detail = "The SVG is broken, or takes more time or memory to draw than it may.";
    throw new ProblemError("image-undecodable", detail, { cause });
  }
}
