import { expect, test } from "vitest";
import { listen } from "../../../dev/cloud/loopback-server.ts";
import { s3Client } from "../../../lib/aws/clients.ts";
import { getObject } from "../../../lib/aws/objects.ts";

const ELSEWHERE = "http://127.0.0.1:9";

test("a body that stops half-way is given up, and not waited for until Lambda ends", async () => {
  const stalling = await listen(async (_request, response) => {
    response.writeHead(200, { "content-length": "1000", etag: '"x"' });
    response.write("abc");
  });
  const client = s3Client({
    region: "us-east-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    callMilliseconds: 300,
    endpoints: { s3: stalling.url, dynamodb: ELSEWHERE, ses: ELSEWHERE, sqs: ELSEWHERE, cloudfront: ELSEWHERE },
  });
  await expect(getObject(client, "photos", "a")).rejects.toThrow();
  await stalling.close();
});
