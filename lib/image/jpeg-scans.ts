const MARKER = 0xff;
const START_OF_SCAN = 0xda;

/**
 * How many scans a JPEG says it has.
 *
 * libvips decodes each scan of a progressive JPEG over the whole picture and cannot be stopped in between: 20,000 of
 * them take minutes.
 *
 * @returns the number of SOS markers; entropy-coded data holds none, since every FF in it is stuffed
 * @see ITU-T T.81, B.1.1.5
 */
export function countJpegScans(bytes: Uint8Array): number {
  let scans = 0;
  for (let at = bytes.indexOf(MARKER); at >= 0; at = bytes.indexOf(MARKER, at + 1)) {
    if (bytes[at + 1] === START_OF_SCAN) scans++;
  }
  return scans;
}
