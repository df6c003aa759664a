import type { Answer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import { readByteRange } from "./byte-range.ts";
import { allowsRange, isNotModified } from "./conditions.ts";
import { findObject, openBytes } from "./find-object.ts";
import { checksumHeaders, objectHeaders, replacedHeaders } from "./object-headers.ts";
import type { StoredObject } from "./object-version.ts";
import type { S3Request } from "./request.ts";
import type { Operation } from "./service.ts";

/** Bytes that are read at once: most mezzanines and variants whole. */
const PIECE_BYTES = 512 * 1024;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const object = findObject(bucket, request.key, request.query.get("versionId"));
  if (isNotModified(request.headers, object)) return { status: 304, headers: objectHeaders(bucket, object) };
  const range = requestedRange(request, object);
  const file = await openBytes(bucket, request.key, object);
  // Replaced since it was looked up: the answer is about the object that is there now.
  if (file === undefined) return getObject(request, service);
  const span = { start: range?.first ?? 0, end: range?.last ?? Math.max(object.sizeBytes - 1, 0) };
  return { ...describe(request, bucket, object), body: file.createReadStream({ ...span, highWaterMark: PIECE_BYTES }) };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const object = findObject(bucket, request.key, request.query.get("versionId"));
  if (isNotModified(request.headers, object)) return { status: 304, headers: objectHeaders(bucket, object) };
  return describe(request, bucket, object);
};

/** Status and headers of the object, or of the range that is asked for. */
function describe(request: S3Request, bucket: Bucket, object: StoredObject): Answer {
  const range = requestedRange(request, object);
  const headers = { ...objectHeaders(bucket, object), ...replacedHeaders(request.query) };
  if (range !== undefined) {
    const partial = {
      "content-length": String(range.last - range.first + 1),
      "content-range": `bytes ${range.first}-${range.last}/${object.sizeBytes}`,
    };
    return { status: 206, headers: { ...headers, ...partial } };
  }
  // A checksum of the whole would fail against a part, so that only whole objects carry it.
  const checksums = request.headers.get("x-amz-checksum-mode") === "ENABLED" ? checksumsOf(object) : {};
  return { status: 200, headers: { ...headers, ...checksums, "content-length": String(object.sizeBytes) } };
}

function checksumsOf(object: StoredObject): Readonly<Record<string, string>> {
  if (Object.keys(object.checksums).length === 0) return {};
  return { ...checksumHeaders(object.checksums), "x-amz-checksum-type": object.checksumType };
}

function requestedRange(request: S3Request, object: StoredObject) {
  return allowsRange(request.headers, object)
    ? readByteRange(request.headers.get("range"), object.sizeBytes)
    : undefined;
}
