import { createHash, randomBytes } from "node:crypto";
import {
  CopyObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openS3Target, refusalOf, type S3Target } from "./s3-target.ts";

const body = randomBytes(5_000);
const etag = `"${createHash("md5").update(body).digest("hex")}"`;
const HOUR_MILLISECONDS = 3_600_000;
let target: S3Target;
let s3: S3Client;

beforeAll(async () => {
  target = await openS3Target();
  s3 = target.client();
});
afterAll(async () => target.close());

const at = (name: string) => ({ Bucket: target.bucket, Key: target.prefix + name });
const put = (name: string, more: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Body: body, ...more, ...at(name) }));
const head = (name: string) => s3.send(new HeadObjectCommand(at(name)));
const get = async (name: string, more: Partial<GetObjectCommandInput> = {}) => {
  const { Body } = await s3.send(new GetObjectCommand({ ...more, ...at(name) }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

test.each([
  ["If-None-Match of its ETag", { IfNoneMatch: etag }, 304],
  ["If-Modified-Since an hour from now", { IfModifiedSince: new Date(Date.now() + HOUR_MILLISECONDS) }, 304],
  ["If-Match of another ETag", { IfMatch: '"0"' }, 412],
  ["If-Unmodified-Since an hour ago", { IfUnmodifiedSince: new Date(Date.now() - HOUR_MILLISECONDS) }, 412],
])("a read with %s is not answered with the object", async (_, condition, status) => {
  await put("condition");
  expect(await refusalOf(get("condition", condition))).toContain(String(status));
});

test("a read whose conditions hold is answered", async () => {
  await put("condition-holds");
  const condition = { IfMatch: etag, IfModifiedSince: new Date(Date.now() - HOUR_MILLISECONDS) };
  expect((await get("condition-holds", condition)).equals(body)).toBe(true);
});

test("of fifty that create the same key exactly one does, and its bytes stay", async () => {
  const writes = Array.from({ length: 50 }, (_, index) => put("race", { Body: `writer ${index}`, IfNoneMatch: "*" }));
  const outcomes = await Promise.allSettled(writes);
  const winners = outcomes.flatMap(({ status }, index) => (status === "fulfilled" ? [index] : []));
  expect(winners).toHaveLength(1);
  expect((await get("race")).toString()).toBe(`writer ${winners[0]}`);
});

test("a write with If-None-Match is refused where there is an object", async () => {
  await put("taken");
  expect(await refusalOf(put("taken", { IfNoneMatch: "*" }))).toBe("PreconditionFailed 412");
});

test("a write with If-Match replaces that object only", async () => {
  await put("swap");
  await put("swap", { Body: "next", IfMatch: etag });
  expect(await refusalOf(put("swap", { IfMatch: etag }))).toBe("PreconditionFailed 412");
  expect(await refusalOf(put("swap-missing", { IfMatch: etag }))).toBe("NoSuchKey 404");
});

test("a copy keeps what the original says of itself, unless it is told to say something else", async () => {
  await put("copy/from", { ContentType: "image/png", Metadata: { a: "1" } });
  const CopySource = `${target.bucket}/${target.prefix}copy/from`;
  await s3.send(new CopyObjectCommand({ ...at("copy/kept ü"), CopySource }));
  const replaced = { MetadataDirective: "REPLACE", ContentType: "image/webp", Metadata: { b: "2" } } as const;
  await s3.send(new CopyObjectCommand({ ...at("copy/replaced"), CopySource, ...replaced }));
  expect(await head("copy/kept ü")).toMatchObject({ ContentType: "image/png", Metadata: { a: "1" }, ETag: etag });
  expect(await head("copy/replaced")).toMatchObject({ ContentType: "image/webp", Metadata: { b: "2" }, ETag: etag });
});

test("a copy is refused when the original is another one, missing, or itself", async () => {
  await put("copy/other");
  const CopySource = `${target.bucket}/${target.prefix}copy/other`;
  const copy = (more: object) => s3.send(new CopyObjectCommand({ ...at("copy/refused"), CopySource, ...more }));
  expect(await refusalOf(copy({ CopySourceIfMatch: '"0"' }))).toBe("PreconditionFailed 412");
  expect(await refusalOf(copy({ CopySource: `${CopySource}-missing` }))).toBe("NoSuchKey 404");
  expect(await refusalOf(copy(at("copy/other")))).toBe("InvalidRequest 400");
  expect(await refusalOf(get("copy/refused"))).toBe("NoSuchKey 404");
});
