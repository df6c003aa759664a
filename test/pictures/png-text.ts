import { crc32, deflateSync } from "node:zlib";
import { quadrants } from "./quadrants.ts";

/** A chunk as PNG frames it. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * A small PNG with chunks of compressed text.
 *
 * @param chunks how many
 * @param bytes what each inflates to
 */
export async function pngWithText(chunks: number, bytes: number): Promise<Buffer> {
  const text = Buffer.concat([Buffer.from("Comment\0\0", "latin1"), deflateSync(Buffer.alloc(bytes))]);
  return withChunk(await quadrants(10, 10).png().toBuffer(), "zTXt", text, chunks);
}

/** A PNG with a chunk after its header, once or as many times. */
export function withChunk(png: Buffer, type: string, data: Buffer, times = 1): Buffer {
  const afterHeader = 8 + 12 + 13;
  const chunks = Array<Buffer>(times).fill(chunk(type, data));
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}
