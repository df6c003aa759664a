import { createHash, randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openS3Target, refusalOf, type S3Target } from "./s3-target.ts";

const whole = randomBytes(5 * 1024 * 1024 + 1000);
const pieces = [whole.subarray(0, 5 * 1024 * 1024), whole.subarray(5 * 1024 * 1024)] as const;
const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest();
let target: S3Target;
let s3: S3Client;

beforeAll(async () => {
  target = await openS3Target();
  s3 = target.client();
});
afterAll(async () => target.close());

const at = (name: string) => ({ Bucket: target.bucket, Key: target.prefix + name });
const begin = async (name: string, more: object = {}) => {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...at(name), ...more }));
  return { ...at(name), UploadId };
};
type Upload = Awaited<ReturnType<typeof begin>>;
const send = (upload: Upload, PartNumber: number, Body: Buffer) =>
  s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
const complete = (upload: Upload, Parts: { PartNumber: number; ETag: string | undefined }[], more: object = {}) =>
  s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
const sendBoth = async (upload: Upload) => {
  const [last, first] = [await send(upload, 9, pieces[1]), await send(upload, 2, pieces[0])];
  return [
    { PartNumber: 2, ETag: first.ETag },
    { PartNumber: 9, ETag: last.ETag },
  ];
};

test("parts become one object with what was said of it at the beginning", async () => {
  const upload = await begin("parts", { ContentType: "image/tiff", Metadata: { a: "1" } });
  const { ETag } = await complete(upload, await sendBoth(upload));
  const { Body, ...answer } = await s3.send(new GetObjectCommand(at("parts")));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(whole)).toBe(true);
  expect(ETag).toBe(`"${md5(Buffer.concat(pieces.map(md5))).toString("hex")}-2"`);
  expect(answer).toMatchObject({ ETag, ContentType: "image/tiff", Metadata: { a: "1" } });
});

test("an object is not there before its upload is complete, nor after it is aborted", async () => {
  const upload = await begin("aborted");
  await send(upload, 1, pieces[1]);
  expect(await refusalOf(s3.send(new GetObjectCommand(at("aborted"))))).toBe("NoSuchKey 404");
  await s3.send(new AbortMultipartUploadCommand(upload));
  expect(await refusalOf(send(upload, 2, pieces[1]))).toBe("NoSuchUpload 404");
  expect(await refusalOf(s3.send(new ListPartsCommand(upload)))).toBe("NoSuchUpload 404");
});

test("the parts that have arrived are listed in order, page by page, a repeated one once", async () => {
  const upload = await begin("listed");
  for (const number of [3, 1, 2, 1]) await send(upload, number, pieces[1]);
  const first = await s3.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
  const rest = await s3.send(new ListPartsCommand({ ...upload, PartNumberMarker: first.NextPartNumberMarker }));
  expect(first).toMatchObject({ IsTruncated: true, Parts: [{ PartNumber: 1, Size: 1000 }, { PartNumber: 2 }] });
  expect(rest).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 3 }] });
});

test("a completion is refused when a part is unknown, out of order or too small", async () => {
  const upload = await begin("refused");
  const small = { PartNumber: 1, ETag: (await send(upload, 1, pieces[1])).ETag };
  const next = { PartNumber: 2, ETag: (await send(upload, 2, pieces[1])).ETag };
  expect(await refusalOf(complete(upload, [{ PartNumber: 1, ETag: '"0"' }]))).toBe("InvalidPart 400");
  expect(await refusalOf(complete(upload, [next, small]))).toBe("InvalidPartOrder 400");
  expect(await refusalOf(complete(upload, [small, next]))).toBe("EntityTooSmall 400");
  expect(await refusalOf(complete(upload, []))).toBe("MalformedXML 400");
  await complete(upload, [small]);
});

test("a completion with If-None-Match is refused where there is an object, and may be tried again", async () => {
  const [first, second] = [await begin("taken"), await begin("taken")];
  const parts = [{ PartNumber: 1, ETag: (await send(first, 1, pieces[1])).ETag }];
  await send(second, 1, pieces[1]);
  await complete(first, parts, { IfNoneMatch: "*" });
  expect(await refusalOf(complete(second, parts, { IfNoneMatch: "*" }))).toBe("PreconditionFailed 412");
  await complete(second, parts);
});

test.each([
  ["CRC32", "COMPOSITE"],
  ["SHA256", "COMPOSITE"],
  ["CRC32C", "FULL_OBJECT"],
  ["CRC64NVME", "FULL_OBJECT"],
] as const)("the %s of an upload is kept as %s", async (ChecksumAlgorithm, ChecksumType) => {
  const name = `sums-${ChecksumAlgorithm}`;
  const upload = await begin(name, { ChecksumAlgorithm, ChecksumType });
  const { PartNumber = 1, ...part } = {
    ...(await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: pieces[1], ChecksumAlgorithm }))),
    PartNumber: 1,
  };
  const field = `Checksum${ChecksumAlgorithm}` as const;
  const parts = [{ PartNumber, ETag: part.ETag, [field]: part[field] }];
  const completed = await complete(upload, parts);
  const expected = ChecksumType === "COMPOSITE" ? expect.stringMatching(/-1$/) : part[field];
  expect(completed).toMatchObject({ ChecksumType, [field]: expected });
});
