import { S3Error } from "./error.ts";

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a Range header.
 *
 * @param header e.g. `bytes=0-499`, `bytes=500-`, `bytes=-500`
 * @returns `undefined` for what is answered whole: no range, another unit, several ranges
 * @throws S3Error InvalidRange when no byte of the object is in it
 * @see RFC 9110 §14.1.2
 */
export function readByteRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return undefined;
  const end = sizeBytes - 1;
  if (from !== "" && to !== "" && Number(from) > Number(to)) return undefined;
  const first = from === "" ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === "" || to === "" ? end : Math.min(end, Number(to));
  if (first <= last) return { first, last };
  throw new S3Error("InvalidRange", {
    elements: { RangeRequested: header ?? "", ActualObjectSize: String(sizeBytes) },
    headers: { "content-range": `bytes */${sizeBytes}` },
  });
}
