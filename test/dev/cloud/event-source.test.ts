import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { expect, onTestFinished, test, vi } from "vitest";
import { type EventSourceOptions, startEventSource } from "../../../dev/cloud/event-source.ts";
import { startSqs } from "../../../dev/cloud/sqs.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const DONE: SQSBatchResponse = { batchItemFailures: [] };

async function startQueue(visibilitySeconds = 30) {
  const queues = [
    { name: "uploads", visibilitySeconds, maxReceives: 3, deadLetterQueue: "dead" },
    { name: "dead", visibilitySeconds: 30 },
  ];
  const sqs = await startSqs({ folder: await temporaryFolder(), queues });
  onTestFinished(() => sqs.close());
  return sqs;
}

function feed(queueUrl: string, handler: EventSourceOptions["handler"], options: Partial<EventSourceOptions> = {}) {
  const source = startEventSource({
    queueUrl,
    handler,
    batchSize: 10,
    concurrency: 2,
    timeoutSeconds: 5,
    onError: () => undefined,
    ...options,
  });
  onTestFinished(() => source.close());
}

/** Waits patiently, since the machine may be busy. */
function until(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  return vi.waitUntil(condition, { timeout: 15_000, interval: 10 });
}

async function countMessages(queueUrl: string): Promise<number> {
  const response = await fetch(new URL("/", queueUrl), {
    method: "POST",
    headers: { "x-amz-target": "AmazonSQS.GetQueueAttributes" },
    body: JSON.stringify({ QueueUrl: queueUrl, AttributeNames: ["All"] }),
  });
  const { Attributes } = (await response.json()) as { Attributes: Record<string, string> };
  return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
}

test("a message that was handled leaves the queue", async () => {
  const sqs = await startQueue();
  const events: SQSEvent[] = [];
  feed(sqs.queueUrl("uploads"), async (event) => {
    events.push(event);
    return DONE;
  });
  await sqs.send("uploads", "one");

  await until(async () => events.length > 0 && (await countMessages(sqs.queueUrl("uploads"))) === 0);
  expect(events[0]?.Records[0]).toMatchObject({
    body: "one",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:uploads",
    attributes: { ApproximateReceiveCount: "1" },
    messageAttributes: {},
  });
});

test("only the messages that the handler names come back", async () => {
  const sqs = await startQueue(0);
  for (const body of ["good", "bad", "good too"]) await sqs.send("uploads", body);
  const seen: string[] = [];
  feed(
    sqs.queueUrl("uploads"),
    async ({ Records }) => {
      seen.push(...Records.map((record) => record.body));
      const bad = Records.filter(
        (record) => record.body === "bad" && record.attributes.ApproximateReceiveCount === "1",
      );
      return { batchItemFailures: bad.map((record) => ({ itemIdentifier: record.messageId })) };
    },
    { concurrency: 1 },
  );

  await until(async () => (await countMessages(sqs.queueUrl("uploads"))) === 0);
  expect(seen.sort()).toEqual(["bad", "bad", "good", "good too"]);
});

test.each<[string, EventSourceOptions["handler"]]>([
  ["throws", async () => Promise.reject(new Error("broken"))],
  ["takes too long", () => new Promise(() => undefined)],
  ["names a message that was not in the batch", async () => ({ batchItemFailures: [{ itemIdentifier: "" }] })],
])("a message whose handler always %s ends in the dead letters", async (_, handler) => {
  const sqs = await startQueue(0);
  await sqs.send("uploads", "poison");
  feed(sqs.queueUrl("uploads"), handler, { timeoutSeconds: 0.05 });
  await until(async () => (await countMessages(sqs.queueUrl("dead"))) === 1);
  expect(await countMessages(sqs.queueUrl("uploads"))).toBe(0);
});

test("what the handler threw is told", async () => {
  const sqs = await startQueue(0);
  const errors: unknown[] = [];
  feed(sqs.queueUrl("uploads"), async () => Promise.reject(new Error("broken")), {
    onError: (error) => errors.push(error),
  });
  await sqs.send("uploads", "poison");
  await until(() => errors.length > 0);
  expect(errors[0]).toEqual(new Error("broken"));
});

test("no more handlers run at once than allowed", async () => {
  const sqs = await startQueue();
  for (let index = 0; index < 20; index += 1) await sqs.send("uploads", String(index));
  let running = 0;
  let most = 0;
  feed(
    sqs.queueUrl("uploads"),
    async () => {
      running += 1;
      most = Math.max(most, running);
      // Held until three run side by side, however slow the machine is.
      await until(() => most === 3);
      running -= 1;
      return DONE;
    },
    { batchSize: 1, concurrency: 3 },
  );

  await until(async () => (await countMessages(sqs.queueUrl("uploads"))) === 0);
  expect(most).toBe(3);
});

test("a queue that does not answer is asked again", async () => {
  const sqs = await startQueue();
  const port = Number(new URL(sqs.url).port);
  await sqs.close();
  const errors: unknown[] = [];
  const seen: string[] = [];
  feed(
    sqs.queueUrl("uploads"),
    async ({ Records }) => {
      seen.push(...Records.map((record) => record.body));
      return DONE;
    },
    { onError: (error) => errors.push(error) },
  );
  await until(() => errors.length > 0);

  const queues = [{ name: "uploads", visibilitySeconds: 30 }];
  const again = await startSqs({ folder: await temporaryFolder(), queues, port });
  onTestFinished(() => again.close());
  await again.send("uploads", "after all");
  await until(() => seen.length > 0);
  expect(seen).toEqual(["after all"]);
});
