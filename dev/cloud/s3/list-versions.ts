import { xmlAnswer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import { S3Error } from "./error.ts";
import { readNameWriter, readPageSize } from "./list-query.ts";
import { quoted } from "./object-headers.ts";
import type { ObjectVersion } from "./object-version.ts";
import type { Operation } from "./service.ts";
import type { XmlChild } from "./xml.ts";

interface Entry {
  readonly key: string;
  readonly version: ObjectVersion;
  readonly isLatest: boolean;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions: Operation = async ({ bucketName, query }, service) => {
  const bucket = service.buckets.get(bucketName);
  const [prefix = "", keyMarker, versionIdMarker] = ["prefix", "key-marker", "version-id-marker"].map((name) =>
    query.get(name),
  );
  if (versionIdMarker !== undefined && keyMarker === undefined) {
    throw new S3Error("InvalidArgument", { message: "A version-id marker cannot be specified without a key marker." });
  }
  const maxKeys = readPageSize(query, "max-keys");
  const writeName = readNameWriter(query);
  const entries = [...takeEntries(bucket, prefix, keyMarker, versionIdMarker, maxKeys + 1)];
  const page = entries.slice(0, maxKeys);
  const last = maxKeys > 0 && entries.length > maxKeys ? page.at(-1) : undefined;
  return xmlAnswer("ListVersionsResult", [
    ["Name", bucketName],
    ["Prefix", writeName(prefix)],
    ["KeyMarker", writeName(keyMarker ?? "")],
    ["VersionIdMarker", versionIdMarker ?? ""],
    ["MaxKeys", maxKeys],
    ["EncodingType", query.get("encoding-type")],
    ["IsTruncated", last !== undefined],
    ["NextKeyMarker", last === undefined ? undefined : writeName(last.key)],
    ["NextVersionIdMarker", last?.version.versionId],
    ...page.map((entry) => entryElement(entry, writeName)),
  ]);
};

function* takeEntries(
  bucket: Bucket,
  prefix: string,
  keyMarker = "",
  versionIdMarker: string | undefined,
  most: number,
): Generator<Entry> {
  let taken = 0;
  for (const key of bucket.keys.startingWith(prefix, keyMarker)) {
    const versions = bucket.versionsOf(key);
    const rest = key === keyMarker ? versionsAfter(versions, versionIdMarker) : versions;
    for (const version of rest) {
      if (taken++ === most) return;
      yield { key, version, isLatest: version === versions[0] };
    }
  }
}

/** A marker that is gone was deleted between two pages: all that is left of its key comes again rather than not at all. */
function versionsAfter(versions: readonly ObjectVersion[], marker: string | undefined): readonly ObjectVersion[] {
  if (marker === undefined) return [];
  return versions.slice(versions.findIndex(({ versionId }) => versionId === marker) + 1);
}

function entryElement({ key, version, isLatest }: Entry, writeName: (name: string) => string): XmlChild {
  const named: readonly XmlChild[] = [
    ["Key", writeName(key)],
    ["VersionId", version.versionId],
    ["IsLatest", isLatest],
    ["LastModified", version.lastModified],
  ];
  if (version.kind === "delete-marker") return ["DeleteMarker", named];
  const content: readonly XmlChild[] = [
    ["ETag", quoted(version.etag)],
    ["Size", version.sizeBytes],
    ["StorageClass", "STANDARD"],
  ];
  return ["Version", [...named, ...content]];
}
