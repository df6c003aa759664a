import { createReadStream } from "node:fs";
import { xmlAnswer } from "./answer.ts";
import { readDocument } from "./body.ts";
import type { Bucket } from "./bucket.ts";
import { type Checksums, CryptoHash, createChecksum } from "./checksum.ts";
import { writeCheck } from "./conditions.ts";
import { S3Error } from "./error.ts";
import { Measurement } from "./measurement.ts";
import { checksumElements, quoted, versionHeader } from "./object-headers.ts";
import type { MultipartUpload, ObjectDraft, UploadPart } from "./object-version.ts";
import { announce, type Operation } from "./service.ts";
import { childrenNamed, childText, type XmlElement } from "./xml-element.ts";

/** Every part but the last has at least this. */
const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload: Operation = async (request, service) => {
  const { bucketName, key, headers } = request;
  const bucket = service.buckets.get(bucketName);
  const check = writeCheck(headers);
  const document = await readDocument(request, "CompleteMultipartUpload");
  const object = await bucket.uploads.end(key, request.query.get("uploadId") ?? "", async (upload) => {
    const draft = await joinParts(bucket, upload, chooseParts(upload, document), headers);
    return bucket.put(key, draft, "ObjectCreated:CompleteMultipartUpload", check);
  });
  await announce(service, bucket, key, object);
  const hasChecksum = Object.keys(object.checksums).length > 0;
  return xmlAnswer(
    "CompleteMultipartUploadResult",
    [
      ["Location", `http://${headers.get("host")}${request.incoming.url?.split("?")[0]}`],
      ["Bucket", bucketName],
      ["Key", key],
      ["ETag", quoted(object.etag)],
      ...checksumElements(object.checksums),
      ["ChecksumType", hasChecksum ? object.checksumType : undefined],
    ],
    versionHeader(bucket, object),
  );
};

/** The parts that the client lists, which need not be all that it sent. */
function chooseParts(upload: MultipartUpload, document: XmlElement): readonly UploadPart[] {
  const parts = childrenNamed(document, "Part").map((listed) => findPart(upload, listed));
  if (parts.length === 0) throw new S3Error("MalformedXML");
  for (const [index, part] of parts.entries()) {
    const following = parts[index + 1];
    if (following === undefined) break;
    if (following.partNumber <= part.partNumber) throw new S3Error("InvalidPartOrder");
    if (part.sizeBytes < SMALLEST_PART_BYTES) throw new S3Error("EntityTooSmall");
  }
  return parts;
}

function findPart(upload: MultipartUpload, listed: XmlElement): UploadPart {
  const etag = childText(listed, "ETag")?.replaceAll('"', "");
  const part = upload.parts.find(({ partNumber }) => partNumber === Number(childText(listed, "PartNumber")));
  const checksums = new Map(checksumElements(part?.checksums ?? {}));
  const isOther = listed.children.some(({ name, text }) => name.startsWith("Checksum") && checksums.get(name) !== text);
  if (part === undefined || part.etag !== etag || isOther) throw new S3Error("InvalidPart");
  return part;
}

/** Writes the parts one after another into new bytes. */
async function joinParts(
  bucket: Bucket,
  upload: MultipartUpload,
  parts: readonly UploadPart[],
  headers: ReadonlyMap<string, string>,
): Promise<ObjectDraft> {
  const { algorithm, type: checksumType = "FULL_OBJECT" } = upload.checksum ?? {};
  const measurement = new Measurement(algorithm !== undefined && checksumType === "FULL_OBJECT" ? [algorithm] : []);
  const checksums = () => (checksumType === "COMPOSITE" ? compositeChecksums(upload, parts) : measurement.checksums);
  async function* checked(): AsyncGenerator<Buffer> {
    yield* measurement.watch(readParts(bucket, parts));
    checkChecksums(checksums(), headers);
  }
  const bytesId = await bucket.files.saveBytes(checked());
  const { sizeBytes } = measurement;
  return { bytesId, sizeBytes, etag: etagOf(parts), headers: upload.headers, checksums: checksums(), checksumType };
}

async function* readParts(bucket: Bucket, parts: readonly UploadPart[]): AsyncGenerator<Buffer> {
  for (const { bytesId } of parts) yield* createReadStream(bucket.files.bytesPath(bytesId));
}

/** Of the checksums of the parts, with their count, e.g. `{ crc32: "y/Q5Jg==-3" }`. */
function compositeChecksums({ checksum }: MultipartUpload, parts: readonly UploadPart[]): Checksums {
  if (checksum === undefined) return {};
  const whole = createChecksum(checksum.algorithm);
  for (const { checksums } of parts) whole.update(Buffer.from(checksums[checksum.algorithm] ?? "", "base64"));
  return { [checksum.algorithm]: `${whole.digest().toString("base64")}-${parts.length}` };
}

/** A client that knows the checksum of the whole may have it compared; it leaves out the count of the parts. */
function checkChecksums(checksums: Checksums, headers: ReadonlyMap<string, string>): void {
  for (const [name, value] of Object.entries(checksums)) {
    const expected = headers.get(`x-amz-checksum-${name}`);
    if (expected !== undefined && expected.replace(/-\d+$/, "") !== value.replace(/-\d+$/, "")) {
      throw new S3Error("BadDigest");
    }
  }
}

/** The MD5 of the MD5s of the parts, with their count, e.g. `3858f62230ac3c915f300c664312c11f-2`. */
function etagOf(parts: readonly UploadPart[]): string {
  const md5 = new CryptoHash("md5");
  for (const { etag } of parts) md5.update(Buffer.from(etag, "hex"));
  return `${md5.digest().toString("hex")}-${parts.length}`;
}
