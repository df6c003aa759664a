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
  const png = await quadrants(10, 10).png().toBuffer();
  const afterHeader = 8 + 12 + 13;
  const text = chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0", "latin1"), deflateSync(Buffer.alloc(bytes))]));
  return Buffer.concat([png.subarray(0, afterHeader), ...Array<Buffer>(chunks).fill(text), png.subarray(afterHeader)]);
}
