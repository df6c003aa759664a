import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteObjectsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFaultPlan, type FaultKind, type FaultPlan } from "../../../../dev/cloud/faults/fault.ts";
import { type FaultProxy, startFaultProxy } from "../../../../dev/cloud/faults/fault-proxy.ts";
import type { LocalS3 } from "../../../../dev/cloud/s3/server.ts";
import { startS3 } from "../../../../dev/cloud/s3/server.ts";
import { s3Client } from "../../../../lib/aws/clients.ts";
import { awsOptions } from "../../../../lib/aws/environment.ts";
import type { S3 } from "../../../../lib/aws/s3.ts";

const OBJECT = ["photos", "originals/00000000000000000000000001"] as const;
const PUT = { call: "s3 PutObject originals/{id}", turn: 1 };
const GET = { call: "s3 GetObject originals/{id}", turn: 1 };

let folder: string;
let s3: LocalS3;
let proxy: FaultProxy;
let plan: FaultPlan;
let client: S3;
let direct: S3;

beforeAll(async () => {
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  folder = await mkdtemp(join(tmpdir(), "fault-proxy-"));
  s3 = await startS3({ folder, credentials, buckets: [{ name: "photos" }] });
  plan = createFaultPlan();
  proxy = await startFaultProxy({ service: "s3", target: s3.url, plan });
  client = clientOf(proxy.url);
  direct = clientOf(s3.url);
});
afterAll(async () => {
  await proxy.close();
  await s3.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  plan.watch();
  await proxy.comeBack();
  await write(direct, "before");
});

function clientOf(url: string) {
  return s3Client(
    awsOptions({
      ...{ AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", CALL_MILLISECONDS: "1000" },
      ...{ AWS_ENDPOINT_URL_S3: url, AWS_ENDPOINT_URL_DYNAMODB: url, AWS_ENDPOINT_URL_SQS: url },
      ...{ AWS_ENDPOINT_URL_SES: url, AWS_ENDPOINT_URL_CLOUDFRONT: url },
    }),
  );
}

async function write(through: S3, text: string): Promise<void> {
  await through.callObject(...OBJECT, { method: "PUT", body: Buffer.from(text) });
}

async function read(through: S3): Promise<string> {
  return (await through.callObject(...OBJECT, { method: "GET" })).body.toString();
}

const EFFECTS: readonly (readonly [FaultKind, isTold: boolean, kept: string])[] = [
  ["reset", true, "after"],
  ["refused", false, "before"],
  ["hang", false, "before"],
  ["slow", true, "after"],
  ["error", true, "after"],
  ["throttled", false, "before"],
  ["lost", true, "after"],
  ["unheard", false, "after"],
  ["killed-before", false, "before"],
  ["killed-after", false, "after"],
  ["conflict", false, "before"],
];

test.each(EFFECTS)(
  "a write that %s befalls: told %s, and what is kept is from %s it",
  async (kind, isTold, expected) => {
    plan.strike(kind, PUT);
    const told = await write(client, "after").then(
      () => true,
      () => false,
    );
    expect({ told, kept: await read(direct), struck: plan.hasStruck }).toEqual({
      told: isTold,
      kept: expected,
      struck: true,
    });
  },
);

test("a picture that is cut in the middle is no picture, and is read again", async () => {
  plan.strike("cut", GET);
  expect(await read(client)).toBe("before");
  expect(plan).toMatchObject({ hasStruck: true, steps: [GET] });
});

test("a batch that is kept is answered with an error for each object, all of which are there", async () => {
  plan.strike("kept", { call: "s3 DeleteObjects", turn: 1 });
  const [Bucket, Key] = OBJECT;
  const Delete = { Objects: [{ Key }, { Key: "originals/other" }] };
  const { Errors } = await client.bySdk((_, sdk) => sdk.send(new DeleteObjectsCommand({ Bucket, Delete })));
  expect(Errors?.map((error) => error.Key)).toEqual([Key, "originals/other"]);
  expect(await read(direct)).toBe("before");
});

test("tries of one call are one step, and calls of one name are counted", async () => {
  plan.strike("error", GET);
  for (let n = 0; n < 2; n++) await read(client);
  expect(plan.steps).toEqual([GET, { ...GET, turn: 2 }]);
});
