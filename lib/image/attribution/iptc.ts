import type { Attribution } from "./attribution.ts";

/** Photoshop's image resource that holds IPTC's data sets. @see Photoshop File Format, Image Resource IDs */
const IPTC_RESOURCE = Buffer.from([0x38, 0x42, 0x49, 0x4d, 0x04, 0x04]);

const DATA_SET = 0x1c;
const APPLICATION_RECORD = 2;
const BY_LINE = 80;
const COPYRIGHT_NOTICE = 116;

/** Says that all that follows is UTF-8. @see IPTC-IIM 4.2, 1:90 */
const UTF8 = Buffer.from([DATA_SET, 1, 90, 0, 3, 0x1b, 0x25, 0x47]);

/**
 * What IPTC's older data sets say of a picture's maker.
 *
 * @param bytes a file of any kind
 * @see IPTC-IIM 4.2 §1.6, §6
 */
export function iptcAttribution(bytes: Uint8Array): Attribution {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const resource = file.indexOf(IPTC_RESOURCE);
  if (resource < 0) return {};
  const nameBytes = file[resource + IPTC_RESOURCE.length] ?? 0;
  // The name with its length is padded to an even number of bytes, and the length of the data follows.
  const length = resource + IPTC_RESOURCE.length + nameBytes + 1 + ((nameBytes + 1) % 2);
  if (length + 4 > file.length) return {};
  const sets = dataSets(file.subarray(length + 4, length + 4 + file.readUInt32BE(length)));
  return { creator: sets.get(BY_LINE)?.join(", "), copyright: sets.get(COPYRIGHT_NOTICE)?.join(", ") };
}

/** The application record's texts by their number. */
function dataSets(iptc: Buffer): ReadonlyMap<number, string[]> {
  const encoding = iptc.includes(UTF8) ? "utf8" : "latin1";
  const sets = new Map<number, string[]>();
  let at = 0;
  while (at + 5 <= iptc.length && iptc[at] === DATA_SET) {
    const end = at + 5 + iptc.readUInt16BE(at + 3);
    if (iptc[at + 1] === APPLICATION_RECORD) {
      const number = iptc[at + 2]!;
      sets.set(number, [...(sets.get(number) ?? []), iptc.toString(encoding, at + 5, end)]);
    }
    at = end;
  }
  return sets;
}
