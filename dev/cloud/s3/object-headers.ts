import type { Bucket } from "./bucket.ts";
import type { Checksums } from "./checksum.ts";
import { S3Error } from "./error.ts";
import type { ObjectVersion, StoredObject } from "./object-version.ts";
import type { XmlChild } from "./xml.ts";

const LARGEST_METADATA_BYTES = 2048;

const CONTENT_HEADERS = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
] as const;

type Headers = Readonly<Record<string, string>>;

/**
 * The headers of a request that are kept with the object.
 *
 * @throws S3Error MetadataTooLarge when the `x-amz-meta-*` are over 2 KB together
 */
export function keptHeaders(headers: ReadonlyMap<string, string>): Headers {
  const metadata = [...headers].filter(([name]) => name.startsWith("x-amz-meta-"));
  const sizes = metadata.map(
    ([name, value]) => name.length - "x-amz-meta-".length + Buffer.byteLength(value, "latin1"),
  );
  if (sizes.reduce((sum, size) => sum + size, 0) > LARGEST_METADATA_BYTES) throw new S3Error("MetadataTooLarge");
  const kept = new Map([["content-type", "binary/octet-stream"], ...metadata]);
  for (const name of CONTENT_HEADERS) {
    const value = name === "content-encoding" ? contentEncoding(headers) : headers.get(name);
    if (value !== undefined) kept.set(name, value);
  }
  return Object.fromEntries(kept);
}

/** What a GET or HEAD says about an object, its length and range aside. */
export function objectHeaders(bucket: Bucket, object: StoredObject): Headers {
  return {
    ...object.headers,
    ...versionHeader(bucket, object),
    etag: quoted(object.etag),
    "last-modified": new Date(object.lastModified).toUTCString(),
    "accept-ranges": "bytes",
  };
}

/** The content headers that a query replaces in this one answer, e.g. `response-content-disposition`. */
export function replacedHeaders(query: ReadonlyMap<string, string>): Headers {
  return Object.fromEntries(
    CONTENT_HEADERS.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** e.g. `{ "x-amz-checksum-crc32": "y/Q5Jg==" }` */
export function checksumHeaders(checksums: Checksums): Headers {
  return Object.fromEntries(Object.entries(checksums).map(([name, value]) => [`x-amz-checksum-${name}`, value]));
}

/** Nothing, in a bucket that has never had versions. */
export function versionHeader(bucket: Bucket, version: ObjectVersion): Headers {
  return bucket.versioning === undefined ? {} : { "x-amz-version-id": version.versionId };
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** `aws-chunked` is how the body travelled, not what it is. */
function contentEncoding(headers: ReadonlyMap<string, string>): string | undefined {
  const codings = (headers.get("content-encoding") ?? "").split(",").map((coding) => coding.trim());
  const kept = codings.filter((coding) => coding !== "" && coding !== "aws-chunked");
  return kept.length > 0 ? kept.join(",") : undefined;
}

/** e.g. `[["ChecksumCRC32", "y/Q5Jg=="]]` */
export function checksumElements(checksums: Checksums): readonly XmlChild[] {
  return Object.entries(checksums).map(([name, value]) => [`Checksum${name.toUpperCase()}`, value] as const);
}
