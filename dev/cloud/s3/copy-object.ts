import { xmlAnswer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import { type ChecksumAlgorithm, isChecksumAlgorithm } from "./checksum.ts";
import { checkCopySource, writeCheck } from "./conditions.ts";
import { S3Error } from "./error.ts";
import { findObject, openBytes } from "./find-object.ts";
import { Measurement } from "./measurement.ts";
import { checksumElements, keptHeaders, quoted, versionHeader } from "./object-headers.ts";
import type { StoredObject } from "./object-version.ts";
import type { S3Request } from "./request.ts";
import { announce, type Operation } from "./service.ts";

interface CopySource {
  readonly bucketName: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const source = readCopySource(request.headers.get("x-amz-copy-source") ?? "");
  const isReplacing = replacesMetadata(request, source);
  const sourceBucket = service.buckets.get(source.bucketName);
  const original = findObject(sourceBucket, source.key, source.versionId);
  checkCopySource(request.headers, original);
  const check = writeCheck(request.headers);
  const headers = isReplacing ? keptHeaders(request.headers) : original.headers;
  const measurement = new Measurement(copiedAlgorithms(request, original));
  const bytesId = await copyBytes(sourceBucket, source.key, original, bucket, measurement);
  // Replaced since it was looked up: the copy is one of the object that is there now.
  if (bytesId === undefined) return copyObject(request, service);
  const { sizeBytes, md5, checksums } = measurement;
  const draft = {
    bytesId,
    sizeBytes,
    etag: md5.toString("hex"),
    headers,
    checksums,
    checksumType: "FULL_OBJECT",
  } as const;
  const copy = await bucket.put(request.key, draft, "ObjectCreated:Copy", check);
  await announce(service, bucket, request.key, copy);
  const sourceVersion = versionHeader(sourceBucket, original)["x-amz-version-id"];
  return xmlAnswer(
    "CopyObjectResult",
    [["LastModified", copy.lastModified], ["ETag", quoted(copy.etag)], ...checksumElements(checksums)],
    {
      ...versionHeader(bucket, copy),
      ...(sourceVersion === undefined ? {} : { "x-amz-copy-source-version-id": sourceVersion }),
    },
  );
};

/** @param header e.g. `photos/a%20b.jpg?versionId=null`, with or without a slash before it */
function readCopySource(header: string): CopySource {
  const [path = "", versionId] = header.split("?versionId=");
  const [, bucketName, key] = /^\/?([^/]+)\/(.+)$/s.exec(decode(path)) ?? [];
  if (bucketName === undefined || key === undefined) {
    throw new S3Error("InvalidArgument", { message: "Copy Source must mention the source bucket and key" });
  }
  return { bucketName, key, versionId };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new S3Error("InvalidArgument", { cause });
  }
}

function replacesMetadata(request: S3Request, source: CopySource): boolean {
  const directive = request.headers.get("x-amz-metadata-directive") ?? "COPY";
  if (directive === "REPLACE") return true;
  if (directive !== "COPY") throw new S3Error("InvalidArgument", { message: "Unknown metadata directive." });
  const isItself = source.bucketName === request.bucketName && source.key === request.key;
  if (!isItself || source.versionId !== undefined) return false;
  throw new S3Error("InvalidRequest", {
    message: "This copy request is illegal because it is trying to copy an object to itself without changing it.",
  });
}

function copiedAlgorithms(request: S3Request, original: StoredObject): readonly ChecksumAlgorithm[] {
  const asked = request.headers.get("x-amz-checksum-algorithm")?.toLowerCase();
  if (asked === undefined) return Object.keys(original.checksums).filter(isChecksumAlgorithm);
  if (!isChecksumAlgorithm(asked)) throw new S3Error("InvalidRequest", { message: "Unknown checksum algorithm." });
  return [asked];
}

/** @returns `undefined` when the original has just been replaced or deleted */
async function copyBytes(
  sourceBucket: Bucket,
  sourceKey: string,
  original: StoredObject,
  bucket: Bucket,
  measurement: Measurement,
): Promise<string | undefined> {
  const file = await openBytes(sourceBucket, sourceKey, original);
  if (file === undefined) return undefined;
  return bucket.files.saveBytes(measurement.watch(file.createReadStream()));
}
