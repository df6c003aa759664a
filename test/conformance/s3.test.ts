import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  ChecksumAlgorithm,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openS3Target, refusalOf, type S3Target } from "./s3-target.ts";

const body = randomBytes(50_000);
const etag = `"${createHash("md5").update(body).digest("hex")}"`;
let target: S3Target;
let s3: S3Client;
/** The SDK as it comes, which sends a CRC32 with every body. */
let summing: S3Client;

beforeAll(async () => {
  target = await openS3Target();
  s3 = target.client();
  summing = target.client({ requestChecksumCalculation: "WHEN_SUPPORTED" });
});
afterAll(async () => target.close());

const at = (name: string) => ({ Bucket: target.bucket, Key: target.prefix + name });
const put = (name: string, more: Partial<PutObjectCommandInput> = {}, client = s3) =>
  client.send(new PutObjectCommand({ Body: body, ...more, ...at(name) }));
const head = (name: string) => s3.send(new HeadObjectCommand({ ...at(name), ChecksumMode: "ENABLED" }));
const get = async (name: string, more: Partial<GetObjectCommandInput> = {}) => {
  const { Body, ...rest } = await s3.send(new GetObjectCommand({ ...more, ...at(name) }));
  return { ...rest, bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) };
};

test("an object comes back byte for byte, with the MD5 of its bytes as ETag", async () => {
  expect((await put("whole")).ETag).toBe(etag);
  const answer = await get("whole");
  expect(answer.bytes.equals(body)).toBe(true);
  expect(answer).toMatchObject({ ETag: etag, ContentLength: body.length, LastModified: expect.any(Date) });
});

test("an object of no bytes is an object", async () => {
  await put("empty", { Body: new Uint8Array() });
  expect(await get("empty")).toMatchObject({ ContentLength: 0 });
});

test("the last of two writes is what is read", async () => {
  await put("twice", { Body: "first" });
  await put("twice", { Body: "second" });
  expect((await get("twice")).bytes.toString()).toBe("second");
});

test("content headers and metadata come back as they were sent", async () => {
  const sent = {
    ContentType: "image/webp",
    CacheControl: "public, max-age=86400",
    ContentDisposition: 'attachment; filename="a b.webp"',
    ContentLanguage: "en",
    ContentEncoding: "gzip",
    Metadata: { "cache-tag": "image-1,owner-2", spaced: "a  b" },
  };
  await put("headers", sent);
  expect(await head("headers")).toMatchObject(sent);
});

test("a type is not guessed from the key", async () => {
  const { ContentType } = await put("untyped.jpg").then(() => head("untyped.jpg"));
  expect(ContentType).toMatch(/octet-stream$/);
});

test.each([
  "a b",
  "a+b",
  "100%25",
  "ünï/漢字/😀",
  "q?x=1#f",
  "(it's)!*~",
  "w=200,h=100",
  "a//b",
  "folder/",
  "../up",
  "./here",
  "quo\"te<&>'",
  "x".repeat(900),
])("the key %j names one object", async (name) => {
  await put(name, { Body: name });
  expect((await get(name)).bytes.toString()).toBe(name);
});

test("a key may be the beginning of another, and differ from a third by case alone", async () => {
  for (const name of ["k/a", "k/a/b", "k/A"]) await put(name, { Body: name });
  expect((await get("k/a")).bytes.toString()).toBe("k/a");
  expect((await get("k/A")).bytes.toString()).toBe("k/A");
});

test("a key over 1,024 bytes is refused", async () => {
  expect(await refusalOf(put("é".repeat(600)))).toBe("KeyTooLongError 400");
});

test.each([
  ["bytes=0-9", 0, 10, `bytes 0-9/50000`],
  ["bytes=49990-", 49_990, 50_000, `bytes 49990-49999/50000`],
  ["bytes=-10", 49_990, 50_000, `bytes 49990-49999/50000`],
  ["bytes=49990-99999", 49_990, 50_000, `bytes 49990-49999/50000`],
])("the range %s is answered with its bytes alone", async (Range, from, to, ContentRange) => {
  await put("range");
  const answer = await get("range", { Range });
  expect(answer.bytes.equals(body.subarray(from, to))).toBe(true);
  expect(answer).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
});

test("a range beyond the end is refused", async () => {
  await put("range-beyond");
  expect(await refusalOf(get("range-beyond", { Range: "bytes=50000-" }))).toBe("InvalidRange 416");
});

test("deleting twice is no failure, and the object is gone", async () => {
  await put("gone");
  for (const _ of [1, 2]) await s3.send(new DeleteObjectCommand(at("gone")));
  expect(await refusalOf(get("gone"))).toBe("NoSuchKey 404");
  expect(await refusalOf(head("gone"))).toBe("NotFound 404");
});

test.each(Object.values(ChecksumAlgorithm).filter((name) => /^(CRC|SHA(1|256)$)/.test(name)))(
  "a %s that the client sends is checked, kept and given back",
  async (algorithm) => {
    const name = `sum-${algorithm}`;
    const sent = await put(name, { ChecksumAlgorithm: algorithm }, summing);
    const field = `Checksum${algorithm}` as const;
    expect(sent).toHaveProperty(field);
    expect(await head(name)).toHaveProperty(field, Reflect.get(sent, field));
  },
);

test("a body that does not fit its checksum or its MD5 is refused and leaves nothing", async () => {
  expect(await refusalOf(put("bad", { ChecksumCRC32: "AAAAAA==" }))).toBe("BadDigest 400");
  expect(await refusalOf(put("bad", { ContentMD5: "1B2M2Y8AsgTpgAmY7PhCfg==" }))).toBe("BadDigest 400");
  expect(await refusalOf(put("bad", { ContentMD5: "no" }))).toBe("InvalidDigest 400");
  expect(await refusalOf(get("bad"))).toBe("NoSuchKey 404");
});

test("a stream in chunks with its checksum behind it is stored without the coding", async () => {
  const pieces = [body.subarray(0, 20_000), body.subarray(20_000)];
  const stream = { Body: Readable.from(pieces), ContentLength: body.length, ContentEncoding: "br" };
  await put("chunked", stream, summing);
  const answer = await get("chunked");
  expect(answer.bytes.equals(body)).toBe(true);
  expect(answer.ContentEncoding).toBe("br");
});

test("buckets are listed and found, and one that is not there is not", async () => {
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets?.map(({ Name }) => Name)).toContain(target.bucket);
  await s3.send(new HeadBucketCommand({ Bucket: target.bucket }));
  const missing = { Bucket: "no-such-bucket-of-ours-at-all" };
  expect(await refusalOf(s3.send(new HeadBucketCommand(missing)))).toBe("NotFound 404");
  expect(await refusalOf(s3.send(new GetObjectCommand({ ...missing, Key: "a" })))).toBe("NoSuchBucket 404");
});

test("a bucket cannot have any name", async () => {
  const client = target.client();
  expect(await refusalOf(client.send(new CreateBucketCommand({ Bucket: "Not_A_Name" })))).toBe("InvalidBucketName 400");
});
