import { xmlAnswer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import { S3Error } from "./error.ts";
import { readNameWriter, readPageSize } from "./list-query.ts";
import { listPage } from "./listing.ts";
import { quoted } from "./object-headers.ts";
import { currentOf, type StoredObject } from "./object-version.ts";
import type { Operation } from "./service.ts";
import type { XmlChild } from "./xml.ts";

interface ListedObject {
  readonly key: string;
  readonly object: StoredObject;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjects: Operation = async ({ bucketName, query }, service) => {
  const bucket = service.buckets.get(bucketName);
  const token = query.get("continuation-token");
  const startAfter = query.get("start-after");
  const question = {
    prefix: query.get("prefix") ?? "",
    delimiter: query.get("delimiter") ?? "",
    after: token === undefined ? (startAfter ?? "") : readToken(token),
    maxKeys: readPageSize(query, "max-keys"),
  };
  const objects = currentObjects(bucket, question.prefix, question.after);
  const { entries, commonPrefixes, next } = await listPage(objects, question);
  const writeName = readNameWriter(query);
  return xmlAnswer("ListBucketResult", [
    ["Name", bucketName],
    ["Prefix", writeName(question.prefix)],
    ["Delimiter", question.delimiter === "" ? undefined : writeName(question.delimiter)],
    ["MaxKeys", question.maxKeys],
    ["EncodingType", query.get("encoding-type")],
    ["StartAfter", startAfter === undefined ? undefined : writeName(startAfter)],
    ["ContinuationToken", token],
    ["KeyCount", entries.length + commonPrefixes.length],
    ["IsTruncated", next !== undefined],
    ["NextContinuationToken", next === undefined ? undefined : writeToken(next)],
    ...entries.map((entry) => contents(entry, writeName)),
    ...commonPrefixes.map((prefix): XmlChild => ["CommonPrefixes", [["Prefix", writeName(prefix)]]]),
  ]);
};

async function* currentObjects(bucket: Bucket, prefix: string, after: string): AsyncGenerator<ListedObject> {
  for await (const { key, versions } of bucket.recordsStartingWith(prefix, after)) {
    const object = currentOf(versions);
    if (object !== undefined) yield { key, object };
  }
}

function contents({ key, object }: ListedObject, writeName: (name: string) => string): XmlChild {
  return [
    "Contents",
    [
      ["Key", writeName(key)],
      ["LastModified", object.lastModified],
      ["ETag", quoted(object.etag)],
      ...Object.keys(object.checksums).map((name): XmlChild => ["ChecksumAlgorithm", name.toUpperCase()]),
      ["Size", object.sizeBytes],
      ["StorageClass", "STANDARD"],
    ],
  ];
}

function writeToken(last: string): string {
  return Buffer.from(last).toString("base64url");
}

function readToken(token: string): string {
  const last = Buffer.from(token, "base64url").toString();
  if (last !== "" && writeToken(last) === token) return last;
  throw new S3Error("InvalidArgument", { message: "The continuation token provided is incorrect" });
}
