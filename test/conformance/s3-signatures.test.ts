import { createHash } from "node:crypto";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openS3Target, refusalOf, type S3Target } from "./s3-target.ts";

const body = "bytes of a picture";
const sha256 = createHash("sha256").update(body).digest("base64");
const HOUR_MILLISECONDS = 3_600_000;
let target: S3Target;
let s3: S3Client;

beforeAll(async () => {
  target = await openS3Target();
  s3 = target.client();
  await s3.send(new PutObjectCommand({ ...at("there"), Body: body, ContentType: "image/png" }));
});
afterAll(async () => target.close());

const at = (name: string) => ({ Bucket: target.bucket, Key: target.prefix + name });
const exists = (name: string) =>
  s3.send(new HeadObjectCommand(at(name))).then(
    () => true,
    () => false,
  );
const codeOf = async (response: Response) => `${/<Code>(\w+)</.exec(await response.text())?.[1]} ${response.status}`;

/** The upload that a browser is handed: everything about it is signed. */
const signedHeaders = {
  "content-length": String(body.length),
  "content-type": "image/png",
  "if-none-match": "*",
  "x-amz-checksum-sha256": sha256,
};
const presignPut = (name: string) =>
  getSignedUrl(
    s3,
    new PutObjectCommand({
      ...at(name),
      ContentLength: body.length,
      ContentType: "image/png",
      IfNoneMatch: "*",
      ChecksumSHA256: sha256,
    }),
    {
      expiresIn: 900,
      signableHeaders: new Set(Object.keys(signedHeaders)),
      unhoistableHeaders: new Set(["x-amz-checksum-sha256"]),
    },
  );

test("a presigned GET is answered to whoever has the URL", async () => {
  const response = await fetch(await getSignedUrl(s3, new GetObjectCommand(at("there")), { expiresIn: 60 }));
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(await response.text()).toBe(body);
});

test("a presigned GET may say how its answer is to be saved", async () => {
  const command = new GetObjectCommand({
    ...at("there"),
    ResponseContentDisposition: 'attachment; filename="a.bin"',
    ResponseContentType: "application/x-download",
  });
  const { headers } = await fetch(await getSignedUrl(s3, command, { expiresIn: 60 }));
  expect(headers.get("content-disposition")).toBe('attachment; filename="a.bin"');
  expect(headers.get("content-type")).toBe("application/x-download");
});

test("a presigned PUT stores what it was signed for, once", async () => {
  const url = await presignPut("put once ü");
  const put = () => fetch(url, { method: "PUT", body, headers: signedHeaders });
  expect((await put()).status).toBe(200);
  expect(await codeOf(await put())).toBe("PreconditionFailed 412");
  expect(await s3.send(new HeadObjectCommand(at("put once ü")))).toMatchObject({ ContentType: "image/png" });
});

test.each([
  ["another type", { "content-type": "text/html" }, body],
  ["another length", { "content-length": String(body.length + 1) }, `${body}!`],
  ["another checksum", { "x-amz-checksum-sha256": "AAAA" }, body],
  ["no condition", { "if-none-match": undefined }, body],
  ["metadata that was not signed", { "x-amz-meta-owner": "me" }, body],
])("a presigned PUT with %s is refused and stores nothing", async (what, changes, sent) => {
  const url = await presignPut(`changed ${what}`);
  const headers = Object.entries({ ...signedHeaders, ...changes }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const response = await fetch(url, { method: "PUT", body: sent, headers });
  expect(await codeOf(response)).toMatch(/^(SignatureDoesNotMatch|AccessDenied) 403$/);
  expect(await exists(`changed ${what}`)).toBe(false);
});

test("a presigned PUT whose bytes do not have the signed checksum is refused and stores nothing", async () => {
  const other = body.toUpperCase();
  const response = await fetch(await presignPut("bytes"), { method: "PUT", body: other, headers: signedHeaders });
  expect(await codeOf(response)).toBe("BadDigest 400");
  expect(await exists("bytes")).toBe(false);
});

test("a presigned URL does not reach another key", async () => {
  const url = await getSignedUrl(s3, new GetObjectCommand(at("there")), { expiresIn: 60 });
  expect(await codeOf(await fetch(url.replace("/there?", "/other?")))).toBe("SignatureDoesNotMatch 403");
});

test("a presigned URL ends at its expiry", async () => {
  const signing = { expiresIn: 60, signingDate: new Date(Date.now() - HOUR_MILLISECONDS) };
  const url = await getSignedUrl(s3, new GetObjectCommand(at("there")), signing);
  expect(await codeOf(await fetch(url))).toBe("AccessDenied 403");
});

test("a request without a signature is refused", async () => {
  const url = await getSignedUrl(s3, new GetObjectCommand(at("there")));
  expect(await codeOf(await fetch(url.split("?")[0] ?? ""))).toBe("AccessDenied 403");
});

test("a request signed with another secret, or by nobody we know, is refused", async () => {
  const { accessKeyId } = await s3.config.credentials();
  const get = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
    refusalOf(target.client({ credentials }).send(new GetObjectCommand(at("there"))));
  expect(await get({ accessKeyId, secretAccessKey: "wrong" })).toBe("SignatureDoesNotMatch 403");
  expect(await get({ accessKeyId: "NOBODY", secretAccessKey: "wrong" })).toBe("InvalidAccessKeyId 403");
});

test("a request signed for another time is refused", async () => {
  const late = target.client({ systemClockOffset: -HOUR_MILLISECONDS });
  expect(await refusalOf(late.send(new GetObjectCommand(at("there"))))).toBe("RequestTimeTooSkewed 403");
});
