import { text } from "node:stream/consumers";
import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { createBucketContents } from "../../api/bucket-contents.ts";
import { listen } from "../../dev/cloud/loopback-server.ts";
import { startS3 } from "../../dev/cloud/s3/server.ts";
import { clientOf, credentials, putText } from "../dev/cloud/s3/local-s3.ts";
import { temporaryFolder } from "../dev/cloud/temporary-folder.ts";
import { startDeploymentCloud } from "./deployment-cloud.ts";

async function startBuckets() {
  const cloud = await startDeploymentCloud();
  const s3 = await startS3({
    folder: await temporaryFolder(),
    credentials,
    buckets: [{ name: "photos", versioned: true }, { name: "pages" }],
  });
  onTestFinished(() => s3.close());
  const client = clientOf(s3.url);
  return { cloud, client, handler: createBucketContents(client) };
}

const INDEX = { Key: "index.html", ContentType: "text/html", FromBucket: "photos", FromKey: "assets/0a1b.html" };
const CONFIG = { Key: "config.json", ContentType: "application/json", Body: "{}" };

test("a deployment's files are put with their types, and asked for again each time", async () => {
  const { cloud, client, handler } = await startBuckets();
  await putText(client, "assets/0a1b.html", "<p>Hello</p>", { ContentType: "binary/octet-stream" });
  await handler(cloud.event("Create", { Bucket: "pages", Files: [INDEX, CONFIG] }));
  const page = await client.send(new GetObjectCommand({ Bucket: "pages", Key: "index.html" }));
  expect(await page.Body?.transformToString()).toBe("<p>Hello</p>");
  expect([page.ContentType, page.CacheControl]).toEqual(["text/html", "no-cache"]);
  const config = await client.send(new HeadObjectCommand({ Bucket: "pages", Key: "config.json" }));
  expect([config.ContentType, config.ContentLength]).toEqual(["application/json", 2]);
  expect(cloud.answers).toMatchObject([{ Status: "SUCCESS" }]);
});

test("a bucket is told whose pages may upload, once the deployment knows it", async () => {
  const cloud = await startDeploymentCloud();
  const asked: string[] = [];
  const s3 = await listen(async (request, response) => {
    asked.push(`${request.method} ${request.url} ${await text(request)}`);
    response.end();
  });
  onTestFinished(() => s3.close());
  const UploadOrigins = ["https://d1.cloudfront.net", "https://shop.example"];
  await createBucketContents(clientOf(s3.url))(cloud.event("Create", { Bucket: "photos", UploadOrigins }));
  expect(cloud.answers).toMatchObject([{ Status: "SUCCESS" }]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/^PUT \/photos\/\?cors= /);
  const said = [...asked[0]!.matchAll(/<Allowed(Method|Origin)>([^<]*)</g)].map(([, , value]) => value);
  expect(said).toEqual(["PUT", ...UploadOrigins]);
});

test("a file that a deployment has no more goes, and others of the bucket stay", async () => {
  const { cloud, client, handler } = await startBuckets();
  const before = { Bucket: "pages", Files: [CONFIG, { ...CONFIG, Key: "old.json" }] };
  await handler(cloud.event("Create", before));
  await handler(cloud.event("Update", { Bucket: "pages", Files: [CONFIG] }, before));
  const { Versions } = await client.send(new ListObjectVersionsCommand({ Bucket: "pages" }));
  expect(Versions?.map(({ Key }) => Key)).toEqual(["config.json"]);
});

test.each([
  ["goes, in every version,", "true", 0],
  ["stays", undefined, 3],
])("when the stack goes, what is in a bucket %s where EmptyOnRemoval is %s", async (_, EmptyOnRemoval, left) => {
  const { cloud, client, handler } = await startBuckets();
  for (const text of ["first", "second"]) await putText(client, "originals/one", text);
  await putText(client, "originals/two", "only");
  await handler(cloud.event("Delete", { Bucket: "photos", EmptyOnRemoval }));
  const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: "photos" }));
  expect(Versions).toHaveLength(left);
  expect(cloud.answers).toMatchObject([{ Status: "SUCCESS" }]);
});
