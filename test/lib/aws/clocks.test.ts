import { expect, onTestFinished, test } from "vitest";
import { startS3 } from "../../../dev/cloud/s3/server.ts";
import { s3Client } from "../../../lib/aws/clients.ts";
import { s3Originals } from "../../../lib/aws/originals.ts";
import { credentials } from "../../dev/cloud/s3/local-s3.ts";
import { temporaryFolder } from "../../dev/cloud/temporary-folder.ts";

const BYTES = Buffer.from("a picture");
const ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";
const MINUTE_MS = 60_000;

/** Originals in an S3 whose clock is not ours. */
async function originalsAt(aheadMs: number) {
  const now = () => new Date(Date.now() + aheadMs);
  const s3 = await startS3({ folder: await temporaryFolder(), credentials, buckets: [{ name: "photos" }], now });
  onTestFinished(() => s3.close());
  const elsewhere = { dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  const client = s3Client({ region: "us-east-1", credentials, endpoints: { ...elsewhere, s3: s3.url } });
  return s3Originals(client, "photos");
}

test.each([
  ["five minutes ahead of S3's", -5 * MINUTE_MS],
  ["five minutes behind S3's", 5 * MINUTE_MS],
])("a clock of ours that is %s keeps nobody from uploading and downloading", async (_what, aheadMs) => {
  const originals = await originalsAt(aheadMs);
  await originals.put(ID, BYTES, "image/jpeg");
  expect((await originals.get(ID))?.bytes).toEqual(BYTES);

  const announced = { contentType: "image/jpeg", sizeBytes: BYTES.length };
  const upload = await originals.presignIncoming(ID, announced);
  expect((await fetch(upload.url, { method: "PUT", headers: upload.headers, body: BYTES })).status).toBe(200);
  const download = await originals.presignDownload(ID, "a.jpg");
  expect((await fetch(download.url)).status).toBe(200);
});
