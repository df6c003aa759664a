import { crc32, deflateSync } from "node:zlib";
import { pngChunks } from "./png-chunks.ts";

/** A name that says nothing, and the one way there is to compress. */
const NAME_AND_METHOD = "icc\0\0";

/**
 * A PNG whose numbers are said to be colors of a profile; they stay as they are.
 *
 * @param png without a profile
 * @see PNG (Third Edition) §5.6 (behind the header), §11.3.2.3
 */
export function withProfile(png: Uint8Array, icc: Uint8Array): Uint8Array {
  const [header] = pngChunks(png);
  const body = Buffer.concat([Buffer.from(`iCCP${NAME_AND_METHOD}`, "latin1"), deflateSync(icc)]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, header!.end), length, body, checksum, png.subarray(header!.end)]);
}
