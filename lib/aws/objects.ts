import type { StoredBytes, StoredDescription } from "../stores.ts";
import type { S3 } from "./s3.ts";
import { isContested, ServiceError } from "./service-error.ts";

/**
 * One object of a bucket, whole; `undefined` when there is none. Buffered: streaming into sharp gains nothing.
 *
 * @param signal gives up the read, which then throws
 */
export async function getObject(
  s3: S3,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<StoredBytes | undefined> {
  try {
    const { headers, body } = await s3.callObject(bucket, key, { method: "GET", signal });
    const { "content-type": contentType = "application/octet-stream", etag = "" } = headers;
    return { bytes: body, contentType, etag };
  } catch (error) {
    if (error instanceof ServiceError && error.name === "NoSuchKey") return undefined;
    throw error;
  }
}

/** Whether there is such an object. */
export async function hasObject(s3: S3, bucket: string, key: string): Promise<boolean> {
  return (await describeObject(s3, bucket, key)) !== undefined;
}

/** What an object is, without its bytes; `undefined` when there is none. */
export async function describeObject(s3: S3, bucket: string, key: string): Promise<StoredDescription | undefined> {
  try {
    const { headers } = await s3.callObject(bucket, key, { method: "HEAD" });
    const contentType = headers["content-type"] ?? "application/octet-stream";
    return { contentType, sizeBytes: Number(headers["content-length"]) };
  } catch (error) {
    if (statusOf(error) === NOT_FOUND) return undefined;
    throw error;
  }
}

/** What is written, and its headers, e.g. `{ "cache-control": "max-age=60" }`. */
interface NewObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Writes an object unless there is one.
 *
 * A write whose answer was lost is sent again and finds its own bytes, so that "exists already" is success.
 *
 * @returns false where it existed already at the first try: somebody else's
 */
export async function putOnce(s3: S3, { bucket, key, bytes, contentType, headers }: NewObject): Promise<boolean> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const call = { method: "PUT", headers: { ...headers, "content-type": contentType, "if-none-match": "*" }, body };
  for (let tries = 1; ; tries++) {
    try {
      await s3.callObject(bucket, key, call);
      return true;
    } catch (error) {
      if (error instanceof ServiceError && error.status === EXISTS) return error.tries > 1;
      if (tries === CONTEST_TRIES || !isContested(error)) throw error;
    }
  }
}

const NOT_FOUND = 404;

const EXISTS = 412;

/** Times that a contested write is tried. */
const CONTEST_TRIES = 3;

function statusOf(error: unknown): number | undefined {
  return error instanceof ServiceError ? error.status : undefined;
}
