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

interface VersionsQuestion {
  readonly prefix: string;
  readonly keyMarker: string | undefined;
  readonly versionIdMarker: string | undefined;
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
  const entries = await takeEntries(bucket, { prefix, keyMarker, versionIdMarker }, maxKeys + 1);
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

async function takeEntries(
  bucket: Bucket,
  { prefix, keyMarker = "", versionIdMarker }: VersionsQuestion,
  most: number,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const { key, versions } of bucket.recordsStartingWith(prefix, keyMarker)) {
    const rest = key === keyMarker ? versionsAfter(versions, versionIdMarker) : versions;
    entries.push(...rest.map((version) => ({ key, version, isLatest: version === versions[0] })));
    if (entries.length >= most) break;
  }
  return entries.slice(0, most);
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
