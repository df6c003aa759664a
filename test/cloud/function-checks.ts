import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { DynamoDBClient, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import sharp from "sharp";
import { issueToken } from "../../dev/issuer.ts";
import type { Service } from "../../dev/service.ts";
import type { KeyService } from "./key-service.ts";
import type { Door, RunningFunction } from "./running-function.ts";

/** Milliseconds between two looks at an image that is being processed. */
const LOOK_AGAIN_MS = 50;

/** What a look at a running function has to go by. */
export interface Scene {
  readonly running: RunningFunction;
  readonly service: Service;
  readonly keyService: KeyService;
  /** An image that the service has, ready. */
  readonly imageId: string;
}

/** One real event for a function, and what has to come of it. */
export interface FunctionCheck {
  readonly door: Door;
  readonly sentence: string;
  look(scene: Scene): Promise<void>;
}

/** By the folder's name; a function without a check fails the run. */
export const FUNCTION_CHECKS: Readonly<Record<string, FunctionCheck>> = {
  "signing-keys": {
    door: "events",
    sentence: "signing-keys makes a key in SSM and at the edge, and tells CloudFormation without its secret",
    async look({ running, keyService }) {
      const Folder = "/darkroom/test";
      const KeyValueStoreArn = "arn:aws:cloudfront::123456789012:key-value-store/0a1b2c";
      await running.invoke(customResource(keyService, { Folder, KeyValueStoreArn, KeyIds: ["k1"] }));
      const secret = keyService.edgeValues.get("signing-key-k1") ?? "";
      assert.match(secret, /^[\w-]{43}$/);
      assert.equal(keyService.parameters.get(`${Folder}/k1`), `k1.${secret}`);
      const report = keyService.reports.at(-1) ?? "";
      assert.equal(JSON.parse(report).Status, "SUCCESS");
      assert.ok(!report.includes(secret));
    },
  },
  api: {
    door: "api",
    sentence: "api takes an upload, tells its owner about it, and answers a variant",
    async look({ running, service }) {
      const headers = await ownerHeaders(service);
      const body = await readFile("dev/demo/sunset.jpg");
      const upload = await fetch(`${running.url}/upload`, {
        method: "PUT",
        headers: { ...headers, "content-type": "image/jpeg" },
        body: new Uint8Array(body),
      });
      assert.equal(upload.status, 200, await upload.text());
      const path = upload.headers.get("location") ?? "";
      const data = (await (await fetch(`${running.url}${path}`, { headers })).json()) as { sizeBytes: number };
      assert.equal(data.sizeBytes, body.length);
      const variant = await fetch(`${running.url}${path}?w=64&fmt=webp`, { method: "POST", headers });
      assert.equal((await sharp(await variant.arrayBuffer()).metadata()).width, 64);
    },
  },
  transformer: {
    door: "url",
    sentence: "transformer makes a variant and stores it",
    async look({ running, service, imageId }) {
      const answer = await fetch(`${running.url}/images/${imageId}/w-300.webp`);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("x-image-origin"), "transformer");
      assert.equal((await sharp(await answer.arrayBuffer()).metadata()).width, 300);
      const keys = (await (await fetch(`${service.url}/_local/keys`)).json()) as { variants: string[] };
      assert.ok(keys.variants.includes(`images/${imageId}/w-300.webp`));
    },
  },
  worker: {
    door: "events",
    sentence: "worker makes an upload ready whose event S3 has sent",
    async look({ running, service, imageId }) {
      await forgetProcessing(service, imageId);
      const body = JSON.stringify({ Records: [{ s3: { object: { key: `originals/${imageId}` } } }] });
      const result = await running.invoke({ Records: [{ messageId: "1", body }] });
      assert.deepEqual(result, { batchItemFailures: [] });
      assert.equal(await stateOf(service, imageId), "ready");
    },
  },
  sweeper: {
    door: "events",
    sentence: "sweeper queues an upload again whose event was lost",
    async look({ running, service, imageId }) {
      await forgetProcessing(service, imageId);
      assert.deepEqual(await running.invoke({ source: "aws.events" }), {
        erase: 0,
        process: 1,
        expire: 0,
        recount: 0,
        eraseOwner: 0,
      });
      await untilReady(service, imageId);
    },
  },
  "mail-events": {
    door: "events",
    sentence: "mail-events writes no more to an address that bounced",
    async look({ running, service }) {
      const bounce = { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "gone@example.com" }] };
      const Message = JSON.stringify({ eventType: "Bounce", bounce });
      await running.invoke({ Records: [{ Sns: { Message } }] });
      const { Items = [] } = await dynamoDb(service).send(
        new ScanCommand({ TableName: service.environment.USERS_TABLE }),
      );
      assert.ok(Items.some(({ key }) => key?.S?.startsWith("suppressed#")));
    },
  },
  "bucket-contents": {
    door: "events",
    sentence: "bucket-contents writes a file into a bucket and tells CloudFormation",
    async look({ running, service, keyService }) {
      const Bucket = service.environment.VARIANTS_BUCKET ?? "";
      const Files = [{ Key: "images/config.json", ContentType: "application/json", Body: "{}" }];
      await running.invoke(customResource(keyService, { Bucket, Files }));
      assert.equal(JSON.parse(keyService.reports.at(-1) ?? "").Status, "SUCCESS");
      const keys = (await (await fetch(`${service.url}/_local/keys`)).json()) as { variants: string[] };
      assert.ok(keys.variants.includes("images/config.json"));
    },
  },
};

function customResource({ reportUrl }: KeyService, ResourceProperties: object) {
  const StackId = "arn:aws:cloudformation:us-east-1:123456789012:stack/ci-darkroom/1";
  return {
    RequestType: "Create",
    RequestId: "1",
    LogicalResourceId: "Resource",
    ResponseURL: reportUrl,
    StackId,
    ResourceProperties,
  };
}

/** What the owner of the images sends along. */
export async function ownerHeaders({ issuer }: Service): Promise<Record<string, string>> {
  return { authorization: `Bearer ${await issueToken(issuer, "you", "you@example.com")}` };
}

/** Waits until the worker is done with an image. */
export async function untilReady(service: Service, imageId: string): Promise<void> {
  while ((await stateOf(service, imageId)) !== "ready") await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
}

async function stateOf(service: Service, imageId: string): Promise<string> {
  const answer = await fetch(`${service.url}/images/${imageId}`, { headers: await ownerHeaders(service) });
  const { state } = (await answer.json()) as { state: string };
  return state;
}

/** As if the event of an upload had never come. */
async function forgetProcessing(service: Service, imageId: string): Promise<void> {
  await dynamoDb(service).send(
    new UpdateItemCommand({
      TableName: service.environment.IMAGES_TABLE,
      Key: marshall({ id: imageId }),
      UpdateExpression: "SET #state = :processing, chore = :process, choreDueAt = :now",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: marshall({ ":processing": "processing", ":process": "process", ":now": 1 }),
    }),
  );
}

function dynamoDb({ cloud }: Service): DynamoDBClient {
  return new DynamoDBClient({ region: cloud.region, credentials: cloud.credentials, endpoint: cloud.dynamoDb.url });
}
