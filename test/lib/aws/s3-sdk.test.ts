import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { keptBatch } from "../../../dev/cloud/faults/service-failure.ts";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { asProblem } from "../../../lib/aws/as-problem.ts";
import { s3Client } from "../../../lib/aws/clients.ts";
import { s3Variants } from "../../../lib/aws/variants.ts";
import { credentials } from "../../dev/cloud/s3/local-s3.ts";

/** Variants in an S3 that keeps the last of each batch which it is to delete, as often as it is told. */
async function variantsKept(times: number) {
  const batches: string[][] = [];
  const server = await listen(async (request: IncomingMessage, response) => {
    const body = await text(request);
    const keys = [...body.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key!);
    const kept = batches.push(keys) > times ? "" : `<Key>${keys.at(-1)}</Key>`;
    response.writeHead(200, { "content-type": "application/xml" }).end(keptBatch(kept).body);
  });
  onTestFinished(() => server.close());
  const elsewhere = { dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  const s3 = s3Client({ region: "us-east-1", credentials, endpoints: { ...elsewhere, s3: server.url } });
  return { batches, variants: s3Variants(s3, "photos") };
}

test("what S3 kept of a batch is removed by another call, and nothing besides", async () => {
  const { batches, variants } = await variantsKept(2);
  await variants.removeEach(["a", "b", "c"]);
  expect(batches).toEqual([["a", "b", "c"], ["c"], ["c"]]);
});

test("a batch of which S3 keeps some three times is no deletion, and is to be asked for again", async () => {
  const { batches, variants } = await variantsKept(3);
  const removed = variants.removeEach(["a", "b"]);
  expect(asProblem(await removed.catch((error: unknown) => error)).code).toBe("unavailable");
  expect(batches).toEqual([["a", "b"], ["b"], ["b"]]);
});

test.each([
  [500, ""],
  [502, "<html><body>Bad Gateway</body></html>"],
  [503, ""],
  [504, "<html>"],
])("a %i in words that are not S3's, %j, passes", async (status, body) => {
  const server = await listen(async (request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "text/html" }).end(body);
  });
  onTestFinished(() => server.close());
  const elsewhere = { dynamodb: "", ses: "", sqs: "", cloudfront: "" };
  const s3 = s3Client({ region: "us-east-1", credentials, endpoints: { ...elsewhere, s3: server.url } });
  const removed = s3Variants(s3, "photos").removeEach(["a"]);
  expect(asProblem(await removed.catch((error: unknown) => error)).code).toBe("unavailable");
});
