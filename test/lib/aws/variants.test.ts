import { createHash } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { startS3 } from "../../../dev/cloud/s3/server.ts";
import { s3Client } from "../../../lib/aws/clients.ts";
import { s3Variants } from "../../../lib/aws/variants.ts";
import { credentials } from "../../dev/cloud/s3/local-s3.ts";
import { temporaryFolder } from "../../dev/cloud/temporary-folder.ts";

const KEY = "images/01jd3v8z9x7w6v5t4s3r2q1p0n/w-640.webp";
const VARIANT = { bytes: Buffer.from("a picture"), contentType: "image/webp", etag: "" };

function variantsAt(s3: string) {
  const elsewhere = "http://127.0.0.1:9";
  const endpoints = { s3, dynamodb: elsewhere, ses: elsewhere, sqs: elsewhere, cloudfront: elsewhere };
  return s3Variants(s3Client({ region: "us-east-1", credentials, endpoints }), "photos");
}

test("the first who stores a variant is told apart from the second, whose bytes are not kept", async () => {
  const s3 = await startS3({ folder: await temporaryFolder(), credentials, buckets: [{ name: "photos" }] });
  onTestFinished(() => s3.close());
  const variants = variantsAt(s3.url);
  expect(await variants.put(KEY, VARIANT, "image-1")).toBe(true);
  expect(await variants.put(KEY, { ...VARIANT, bytes: Buffer.from("another") }, "image-1")).toBe(false);
  const kept = await variants.get(KEY);
  expect(kept?.etag).toBe(`"${createHash("md5").update(VARIANT.bytes).digest("hex")}"`);
});

test("a write whose answer was lost finds its own bytes, and is nobody else's", async () => {
  let asked = 0;
  const losing = await listen(async (request, response) => {
    request.resume();
    response.writeHead(++asked === 1 ? 500 : 412).end();
  });
  onTestFinished(() => losing.close());
  expect(await variantsAt(losing.url).put(KEY, VARIANT, "image-1")).toBe(true);
  expect(asked).toBe(2);
});
