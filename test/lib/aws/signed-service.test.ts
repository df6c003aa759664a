import type { IncomingHttpHeaders } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { verifyRequest } from "../../../dev/cloud/signature-v4.ts";
import { asProblem } from "../../../lib/aws/as-problem.ts";
import { bucketUrl, s3Client } from "../../../lib/aws/clients.ts";
import { putOnce } from "../../../lib/aws/objects.ts";
import { s3Originals } from "../../../lib/aws/originals.ts";

const ROLE = { accessKeyId: "ASIA", secretAccessKey: "secret", sessionToken: "of the role" };
const OPTIONS = { region: "us-east-1", credentials: ROLE };
const BYTES = Buffer.from("a picture");

/** S3 that answers with one status after the other, and keeps what it was asked. */
async function answeringS3(...statuses: readonly number[]) {
  const asked: { method: string; target: string; headers: IncomingHttpHeaders }[] = [];
  const server = await listen(async (request, response) => {
    request.resume();
    asked.push({ method: request.method ?? "", target: request.url ?? "", headers: request.headers });
    response.writeHead(statuses[asked.length - 1] ?? 200).end();
  });
  onTestFinished(() => server.close());
  const elsewhere = { dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  return { asked, s3: s3Client({ ...OPTIONS, endpoints: { ...elsewhere, s3: server.url } }) };
}

test("a role's calls are signed, its token, every header and the bytes included", async () => {
  const { asked, s3 } = await answeringS3();
  const key = "images/a b/w-640.webp";
  const headers = { "x-amz-meta-cache-tag": "image-1,owner-2", "content-disposition": 'attachment; filename="a.webp"' };
  await putOnce(s3, { bucket: "photos", key, bytes: BYTES, contentType: "image/webp", headers });
  const [{ method, target, headers: received }] = asked as [(typeof asked)[number]];
  const scope = { service: "s3", region: "us-east-1", credentials: ROLE, at: new Date() } as const;
  const given = { method, target, headers: received as Record<string, string> };
  expect(verifyRequest(given, scope).payloadHash).toMatch(/^[0-9a-f]{64}$/);
  expect(received).toMatchObject({ ...headers, "x-amz-security-token": "of the role", "if-none-match": "*" });
  const forged = { ...given, headers: { ...given.headers, "x-amz-meta-cache-tag": "image-2" } };
  expect(() => verifyRequest(forged, scope)).toThrow();
});

test("what was refused for a reason that passes is asked three times, and tells who listens in that it is one call", async () => {
  const { asked, s3 } = await answeringS3(503, 500, 502);
  await expect(s3.callObject("photos", "a", { method: "GET" })).rejects.toMatchObject({ status: 502, tries: 3 });
  expect(new Set(asked.map(({ headers }) => headers["amz-sdk-invocation-id"])).size).toBe(1);
  expect(asked).toHaveLength(3);
});

test("what was refused for good is asked once", async () => {
  const { asked, s3 } = await answeringS3(403);
  await expect(s3.callObject("photos", "a", { method: "GET" })).rejects.toMatchObject({ status: 403, tries: 1 });
  expect(asked).toHaveLength(1);
});

test("another writer at the same moment is waited for", async () => {
  const { asked, s3 } = await answeringS3(409, 409, 200);
  expect(await putOnce(s3, { bucket: "photos", key: "a", bytes: BYTES, contentType: "image/webp" })).toBe(true);
  expect(asked).toHaveLength(3);
});

test("another writer who is there at every try is the service's business, and passes", async () => {
  const { asked, s3 } = await answeringS3(409, 409, 409);
  const written = putOnce(s3, { bucket: "photos", key: "a", bytes: BYTES, contentType: "image/webp" });
  expect(asProblem(await written.catch((error: unknown) => error)).code).toBe("unavailable");
  expect(asked).toHaveLength(3);
});

test("a bucket in the cloud is where the SDK finds it", async () => {
  const { url } = await s3Originals(s3Client(OPTIONS), "darkroom-originals").presignDownload("1", "a.jpg");
  expect(url.startsWith(`${bucketUrl(OPTIONS, "darkroom-originals")}/originals/1?`)).toBe(true);
});
