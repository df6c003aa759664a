import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSqs } from "../../../dev/cloud/sqs.ts";
import { startKillable } from "./killable.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const QUEUES = [
  { name: "uploads", visibilitySeconds: 30, maxReceives: 2, deadLetterQueue: "dead" },
  { name: "dead", visibilitySeconds: 30 },
];

async function startTestSqs(options: { folder?: string; now?: () => number } = {}) {
  const folder = options.folder ?? (await temporaryFolder());
  const sqs = await startSqs({ folder, queues: QUEUES, ...(options.now && { now: options.now }) });
  onTestFinished(() => sqs.close());
  return { ...sqs, folder };
}

interface Received {
  readonly Messages?: { Body: string; ReceiptHandle: string; Attributes: Record<string, string> }[];
}

async function call<Output>(url: string, action: string, input: object, signal?: AbortSignal): Promise<Output> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
    body: JSON.stringify(input),
    signal: signal ?? null,
  });
  return (await response.json()) as Output;
}

function receive(url: string, queue = "uploads", input: object = {}, signal?: AbortSignal): Promise<Received> {
  const asked = { QueueUrl: `/${queue}`, MessageSystemAttributeNames: ["All"], MaxNumberOfMessages: 10, ...input };
  return call<Received>(url, "ReceiveMessage", asked, signal);
}

test("a message that was answered for survives the death of the queue's process", async () => {
  const folder = await temporaryFolder();
  const killable = await startKillable("sqs", folder);
  await call(killable.url, "SendMessage", { QueueUrl: "/uploads", MessageBody: "kept" });
  await killable.kill();

  const sqs = await startTestSqs({ folder });
  expect((await receive(sqs.url)).Messages?.map((message) => message.Body)).toEqual(["kept"]);
});

test("a message that a dead process held can be received at once, and its deliveries are still counted", async () => {
  const folder = await temporaryFolder();
  const first = await startSqs({ folder, queues: QUEUES });
  await first.send("uploads", "held");
  await receive(first.url);
  await first.close();

  const sqs = await startTestSqs({ folder });
  const message = (await receive(sqs.url)).Messages?.[0];
  expect(message?.Attributes.ApproximateReceiveCount).toBe("2");
});

test("a deleted message does not come back with a restart", async () => {
  const folder = await temporaryFolder();
  const first = await startSqs({ folder, queues: QUEUES });
  await first.send("uploads", "done");
  const message = (await receive(first.url)).Messages?.[0];
  await call(first.url, "DeleteMessage", { QueueUrl: "/uploads", ReceiptHandle: message?.ReceiptHandle });
  await first.close();

  const sqs = await startTestSqs({ folder });
  expect(await receive(sqs.url)).toEqual({});
  expect(await readdir(join(folder, "uploads"))).toEqual([]);
});

test("a received message is hidden until its visibility timeout has passed", async () => {
  let now = 1_000_000;
  const sqs = await startTestSqs({ now: () => now });
  await sqs.send("uploads", "hidden");
  await receive(sqs.url);

  now += 29_999;
  expect(await receive(sqs.url)).toEqual({});
  now += 1;
  expect((await receive(sqs.url)).Messages).toHaveLength(1);
});

test("a message that has been received too often goes to the dead letters, and says from where", async () => {
  let now = 1_000_000;
  const sqs = await startTestSqs({ now: () => now });
  await sqs.send("uploads", "poison");
  for (const _ of [1, 2, 3]) {
    await receive(sqs.url);
    now += 30_000;
  }

  expect(await receive(sqs.url)).toEqual({});
  const dead = (await receive(sqs.url, "dead")).Messages?.[0];
  expect(dead?.Body).toBe("poison");
  expect(dead?.Attributes.DeadLetterQueueSourceArn).toBe("arn:aws:sqs:us-east-1:000000000000:uploads");
  expect(await readdir(join(sqs.folder, "uploads"))).toEqual([]);
});

test("a delayed message cannot be received before its time, nor after a restart", async () => {
  let now = 1_000_000;
  const folder = await temporaryFolder();
  const first = await startSqs({ folder, queues: QUEUES, now: () => now });
  await call(first.url, "SendMessage", { QueueUrl: "/uploads", MessageBody: "later", DelaySeconds: 900 });
  await first.close();

  const sqs = await startTestSqs({ folder, now: () => now });
  now += 899_999;
  expect(await receive(sqs.url)).toEqual({});
  now += 1;
  expect((await receive(sqs.url)).Messages).toHaveLength(1);
});

test("a waiting receiver gets a message that is sent while it waits", async () => {
  const sqs = await startTestSqs();
  const waiting = receive(sqs.url, "uploads", { WaitTimeSeconds: 20 });
  await sqs.send("uploads", "awaited");
  expect((await waiting).Messages?.[0]?.Body).toBe("awaited");
});

test("a receiver that hangs up takes no message with it", async () => {
  const sqs = await startTestSqs();
  const hangUp = new AbortController();
  const waiting = receive(sqs.url, "uploads", { WaitTimeSeconds: 20 }, hangUp.signal);
  // The other queue's answer proves that the waiting request has arrived before.
  await receive(sqs.url, "dead");
  hangUp.abort();
  await expect(waiting).rejects.toThrow();
  await receive(sqs.url, "dead");
  await sqs.send("uploads", "for somebody else");
  expect((await receive(sqs.url)).Messages).toHaveLength(1);
});

test("no two receivers get the same message", async () => {
  const sqs = await startTestSqs();
  for (let index = 0; index < 50; index += 1) await sqs.send("uploads", String(index));
  const answers = await Promise.all(Array.from({ length: 10 }, () => receive(sqs.url)));
  const bodies = answers.flatMap((answer) => answer.Messages ?? []).map((message) => message.Body);
  expect(bodies).toHaveLength(50);
  expect(new Set(bodies).size).toBe(50);
});

test("a purged queue is empty, on disk too", async () => {
  const sqs = await startTestSqs();
  await sqs.send("uploads", "gone");
  await call(sqs.url, "PurgeQueue", { QueueUrl: "/uploads" });
  expect(await receive(sqs.url)).toEqual({});
  expect(await readdir(join(sqs.folder, "uploads"))).toEqual([]);
});

test("an action that the local SQS does not have is refused, not imitated", async () => {
  const sqs = await startTestSqs();
  expect(await call(sqs.url, "StartMessageMoveTask", {})).toMatchObject({
    __type: "com.amazonaws.sqs#UnsupportedOperation",
  });
});

test("closing does not wait for a receiver that waits", async () => {
  const sqs = await startSqs({ folder: await temporaryFolder(), queues: QUEUES });
  const waiting = receive(sqs.url, "uploads", { WaitTimeSeconds: 20 }).catch(() => "cut off");
  await receive(sqs.url, "dead");
  await sqs.close();
  expect(await waiting).toBeDefined();
});
