import { xmlAnswer } from "./answer.ts";
import { openBody } from "./body.ts";
import { isChecksumAlgorithm } from "./checksum.ts";
import { S3Error } from "./error.ts";
import { readPageSize } from "./list-query.ts";
import { checksumElements, checksumHeaders, keptHeaders, quoted } from "./object-headers.ts";
import type { MultipartUpload, UploadPart } from "./object-version.ts";
import type { S3Request } from "./request.ts";
import type { Operation } from "./service.ts";
import type { XmlChild } from "./xml.ts";

const MOST_PARTS = 10_000;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const checksum = readChecksum(request);
  const headers = keptHeaders(request.headers);
  const draft = { key: request.key, headers, ...(checksum === undefined ? {} : { checksum }) };
  const { uploadId } = await bucket.uploads.begin(draft);
  const checksumAnswer =
    checksum === undefined
      ? undefined
      : { "x-amz-checksum-algorithm": checksum.algorithm.toUpperCase(), "x-amz-checksum-type": checksum.type };
  return xmlAnswer(
    "InitiateMultipartUploadResult",
    [
      ["Bucket", request.bucketName],
      ["Key", request.key],
      ["UploadId", uploadId],
    ],
    checksumAnswer,
  );
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const uploadId = request.query.get("uploadId") ?? "";
  const partNumber = Number(request.query.get("partNumber"));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MOST_PARTS) {
    throw new S3Error("InvalidArgument", { message: "Part number must be an integer between 1 and 10000, inclusive" });
  }
  const { checksum } = bucket.uploads.get(request.key, uploadId);
  const body = openBody(request, checksum === undefined ? [] : [checksum.algorithm]);
  const bytesId = await bucket.files.saveBytes(body.bytes);
  const { sizeBytes, md5 } = body.measurement;
  const checksums = body.checksums();
  const part = {
    partNumber,
    bytesId,
    sizeBytes,
    etag: md5.toString("hex"),
    checksums,
    lastModified: service.now().toISOString(),
  };
  await bucket.uploads.addPart(request.key, uploadId, part);
  return { status: 200, headers: { etag: quoted(part.etag), ...checksumHeaders(checksums) } };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload: Operation = async (request, service) => {
  const { uploads } = service.buckets.get(request.bucketName);
  await uploads.end(request.key, request.query.get("uploadId") ?? "", async () => undefined);
  return { status: 204 };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts: Operation = async (request, service) => {
  const uploadId = request.query.get("uploadId") ?? "";
  const { parts } = service.buckets.get(request.bucketName).uploads.get(request.key, uploadId);
  const marker = Number(request.query.get("part-number-marker") ?? 0);
  if (!Number.isInteger(marker)) throw new S3Error("InvalidArgument");
  const maxParts = readPageSize(request.query, "max-parts");
  const rest = parts.filter(({ partNumber }) => partNumber > marker);
  const page = rest.slice(0, maxParts);
  const isTruncated = maxParts > 0 && rest.length > maxParts;
  return xmlAnswer("ListPartsResult", [
    ["Bucket", request.bucketName],
    ["Key", request.key],
    ["UploadId", uploadId],
    ["PartNumberMarker", marker],
    ["NextPartNumberMarker", isTruncated ? page.at(-1)?.partNumber : undefined],
    ["MaxParts", maxParts],
    ["IsTruncated", isTruncated],
    ...page.map(partElement),
  ]);
};

function readChecksum({ headers }: S3Request): MultipartUpload["checksum"] {
  const algorithm = headers.get("x-amz-checksum-algorithm")?.toLowerCase();
  if (algorithm === undefined) return undefined;
  if (!isChecksumAlgorithm(algorithm)) throw new S3Error("InvalidRequest", { message: "Unknown checksum algorithm." });
  // The sums of SHA cannot be put together; CRC64NVME has no other form than the whole.
  const type = headers.get("x-amz-checksum-type") ?? (algorithm === "crc64nvme" ? "FULL_OBJECT" : "COMPOSITE");
  const isPossible = type === "FULL_OBJECT" ? algorithm.startsWith("crc") : algorithm !== "crc64nvme";
  if ((type !== "FULL_OBJECT" && type !== "COMPOSITE") || !isPossible) {
    throw new S3Error("InvalidRequest", { message: `The checksum type ${type} cannot be used with ${algorithm}.` });
  }
  return { algorithm, type };
}

function partElement(part: UploadPart): XmlChild {
  return [
    "Part",
    [
      ["PartNumber", part.partNumber],
      ["LastModified", part.lastModified],
      ["ETag", quoted(part.etag)],
      ["Size", part.sizeBytes],
      ...checksumElements(part.checksums),
    ],
  ];
}
