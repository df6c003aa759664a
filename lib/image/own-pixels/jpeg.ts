const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const JFIF = 0xe0;
const ICC = 0xe2;
const ADOBE = 0xee;

const ICC_LABEL = "ICC_PROFILE\0";

/** Adobe's segment up to how colors are coded; nothing else belongs in it. @see ISO/IEC 10918-6 §6.5.3 */
const ADOBE_BYTES = 12;

/** JFIF 1.01 with square pixels and no thumbnail, which would be another picture. @see ISO/IEC 10918-5 §10.1 */
const PLAIN_JFIF = Buffer.from("ffe000104a46494600010100000100010000", "hex");

/**
 * A JPEG's own coefficients without anything else that its file says: no EXIF, XMP, IPTC, comment or thumbnail, and
 * nothing after its end, where phones keep gain maps and films. Its profile stays.
 *
 * @param jpeg any bytes that begin with JPEG's signature
 * @returns `undefined` for what is not built as a JPEG is
 * @see ITU-T T.81, B.1.1 (markers), B.2.1 (their order)
 */
export function jpegAlone(jpeg: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const kept: Uint8Array[] = [Buffer.from([MARKER, START_OF_IMAGE])];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === MARKER) {
    const marker = bytes[at + 1]!;
    if (marker === MARKER) {
      // A marker may have any number of fill bytes before it.
      at++;
      continue;
    }
    if (marker === END_OF_IMAGE) break;
    const segmentEnd = at + 2 + bytes.readUInt16BE(at + 2);
    const end = marker === START_OF_SCAN ? scanEnd(bytes, segmentEnd) : segmentEnd;
    if (end > bytes.length) return undefined;
    kept.push(keptOf(marker, bytes.subarray(at, end)));
    at = end;
  }
  if (bytes[at] !== MARKER || bytes[at + 1] !== END_OF_IMAGE) return undefined;
  return Buffer.concat([...kept, Buffer.from([MARKER, END_OF_IMAGE])]);
}

function keptOf(marker: number, segment: Buffer): Uint8Array {
  const says = (label: string) => segment.toString("latin1", 4, 4 + label.length) === label;
  if (marker === JFIF) return says("JFIF\0") ? PLAIN_JFIF : NOTHING;
  if (marker === ICC) return says(ICC_LABEL) ? segment : NOTHING;
  if (marker === ADOBE && says("Adobe") && segment.length >= 4 + ADOBE_BYTES) return plainAdobe(segment);
  return isCoding(marker) ? segment : NOTHING;
}

const NOTHING = new Uint8Array(0);

function plainAdobe(segment: Buffer): Buffer {
  const plain = Buffer.from(segment.subarray(0, 4 + ADOBE_BYTES));
  plain.writeUInt16BE(2 + ADOBE_BYTES, 2);
  return plain;
}

/** Frames, tables, restart intervals and scans; neither applications' own segments nor comments. @see T.81, table B.1 */
function isCoding(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xdf;
}

/** Where entropy-coded data is over: at a marker that is neither a stuffed FF nor a restart. */
function scanEnd(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(MARKER, start); at >= 0; at = bytes.indexOf(MARKER, at + 1)) {
    const next = bytes[at + 1]!;
    const isData = next === 0 || next === MARKER || (next >= 0xd0 && next <= 0xd7);
    if (!isData) return at;
  }
  return bytes.length + 1;
}
