import type { WriteCheck } from "./bucket.ts";
import { S3Error } from "./error.ts";
import type { StoredObject } from "./object-version.ts";

type Headers = ReadonlyMap<string, string>;

/**
 * Holds the conditions of a GET or HEAD against an object.
 *
 * @returns whether the client's copy is still good, for a 304
 * @throws S3Error PreconditionFailed
 * @see RFC 9110 §13.2.2
 */
export function isNotModified(headers: Headers, object: StoredObject): boolean {
  const ifMatch = headers.get("if-match");
  const ifNoneMatch = headers.get("if-none-match");
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object)) throw preconditionFailed("If-Match");
  } else if (isModifiedSince(headers.get("if-unmodified-since"), object) === true) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object);
  return isModifiedSince(headers.get("if-modified-since"), object) === false;
}

/**
 * The condition under which a write may happen; it is held against the object that is there at that moment.
 *
 * @throws S3Error NotImplemented here; the check throws PreconditionFailed or NoSuchKey
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
 */
export function writeCheck(headers: Headers): WriteCheck {
  const ifMatch = headers.get("if-match");
  const ifNoneMatch = headers.get("if-none-match");
  if (ifNoneMatch !== undefined && ifNoneMatch !== "*") {
    throw new S3Error("NotImplemented", { elements: { Header: "If-None-Match" } });
  }
  return (current) => {
    if (ifNoneMatch !== undefined && current !== undefined) throw preconditionFailed("If-None-Match");
    if (ifMatch === undefined) return;
    if (current === undefined) throw new S3Error("NoSuchKey");
    if (!matches(ifMatch, current)) throw preconditionFailed("If-Match");
  };
}

/**
 * Holds the conditions of a copy against its source.
 *
 * @throws S3Error PreconditionFailed
 */
export function checkCopySource(headers: Headers, source: StoredObject): void {
  const ifMatch = headers.get("x-amz-copy-source-if-match");
  const ifNoneMatch = headers.get("x-amz-copy-source-if-none-match");
  if (ifMatch !== undefined && !matches(ifMatch, source)) throw preconditionFailed("x-amz-copy-source-If-Match");
  if (ifNoneMatch !== undefined && matches(ifNoneMatch, source)) {
    throw preconditionFailed("x-amz-copy-source-If-None-Match");
  }
}

/** Whether a Range may be answered: an If-Range that names another version asks for the whole object instead. */
export function allowsRange(headers: Headers, object: StoredObject): boolean {
  const ifRange = headers.get("if-range");
  if (ifRange === undefined) return true;
  return ifRange.startsWith('"') ? matches(ifRange, object) : isModifiedSince(ifRange, object) === false;
}

/** @param list e.g. `"d41d", W/"9e10"`, `d41d` or `*` */
function matches(list: string, object: StoredObject): boolean {
  const etags = list.split(",").map((etag) => etag.trim().replace(/^(?:W\/)?"(.*)"$/, "$1"));
  return etags.includes("*") || etags.includes(object.etag);
}

/** `undefined` when there is no date to compare with. */
function isModifiedSince(date: string | undefined, object: StoredObject): boolean | undefined {
  const milliseconds = Date.parse(date ?? "");
  if (Number.isNaN(milliseconds)) return undefined;
  // HTTP dates have whole seconds.
  return Math.floor(Date.parse(object.lastModified) / 1000) > Math.floor(milliseconds / 1000);
}

function preconditionFailed(condition: string): S3Error {
  return new S3Error("PreconditionFailed", { elements: { Condition: condition } });
}
