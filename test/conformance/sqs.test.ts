import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSqs } from "../../dev/cloud/sqs.ts";

// What the service relies on. Runs against the local SQS, or against the standard queue at SQS_QUEUE_URL (with AWS
// credentials and AWS_REGION in the environment), which should be empty and stays so. The SDK itself checks the digests.
const { SQS_QUEUE_URL } = process.env;

let QueueUrl: string;
let client: SQSClient;
let stop: () => Promise<void>;

beforeAll(async () => {
  const { queueUrl, close } = SQS_QUEUE_URL ? await remote(SQS_QUEUE_URL) : await local();
  QueueUrl = queueUrl;
  stop = close;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const endpoint = new URL(queueUrl).origin;
  client = new SQSClient({ endpoint, ...(SQS_QUEUE_URL ? {} : { region: "us-east-1", credentials }), maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await stop();
});

async function local() {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-"));
  const sqs = await startSqs({ folder, queues: [{ name: "conformance", visibilitySeconds: 30 }] });
  const close = async () => {
    await sqs.close();
    await rm(folder, { recursive: true });
  };
  return { queueUrl: sqs.queueUrl("conformance"), close };
}

async function remote(queueUrl: string) {
  return { queueUrl, close: async () => undefined };
}

function send(MessageBody: string, options: Partial<SendMessageCommandInput> = {}) {
  return client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...options }));
}

/** Long polls, since the real queue is spread over many servers and a short poll asks only some of them. */
async function receive(options: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, ...options }));
  return Messages;
}

function remove({ ReceiptHandle }: Message) {
  return client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
}

test("a message comes back byte for byte, with its digest", async () => {
  const body = '{"key":"images/ü漢😀 & <x>"}\n\t"';
  const { MD5OfMessageBody, MessageId } = await send(body);
  const [message] = await receive({ MessageSystemAttributeNames: ["All"] });
  await remove(message!);
  expect(message).toMatchObject({ Body: body, MessageId, MD5OfBody: MD5OfMessageBody });
  expect(message?.Attributes?.ApproximateReceiveCount).toBe("1");
  expect(Number(message?.Attributes?.SentTimestamp)).toBeGreaterThan(Date.UTC(2025));
});

test("no system attribute comes unasked", async () => {
  await send("plain");
  const [message] = await receive();
  await remove(message!);
  expect(message?.Attributes).toBeUndefined();
});

test("a sender's attributes come back to those who ask, with SQS's digest of them", async () => {
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "ü" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 255]) },
    count: { DataType: "Number", StringValue: "5" },
  };
  const { MD5OfMessageAttributes } = await send("with attributes", { MessageAttributes });
  const [message] = await receive({ MessageAttributeNames: ["All"] });
  await remove(message!);
  expect(message?.MessageAttributes).toEqual(MessageAttributes);
  expect(message?.MD5OfMessageAttributes).toBe(MD5OfMessageAttributes);
  expect(MD5OfMessageAttributes).toBe("a37066cbc0c5c8a1587354b295afe617");
});

test("a batch tells of each message what became of it", async () => {
  const Entries = [
    { Id: "good", MessageBody: "one" },
    { Id: "late", MessageBody: "two", DelaySeconds: 901 },
    { Id: "fine", MessageBody: "three" },
  ];
  const { Successful, Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(Successful?.map((entry) => entry.Id).sort()).toEqual(["fine", "good"]);
  expect(Failed).toMatchObject([{ Id: "late", SenderFault: true, Code: "InvalidParameterValue" }]);

  const received: Message[] = [];
  while (received.length < 2) received.push(...(await receive({ MaxNumberOfMessages: 10 })));
  expect(received.map((message) => message.Body).sort()).toEqual(["one", "three"]);
  const handles = received.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  const deleted = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
  expect(deleted.Successful).toHaveLength(2);
});

test("a message given back at once comes again, counted", async () => {
  await send("again");
  const [first] = await receive();
  await client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  const [second] = await receive({ MessageSystemAttributeNames: ["ApproximateReceiveCount"] });
  await remove(second!);
  expect(second?.MessageId).toBe(first?.MessageId);
  expect(second?.Attributes).toEqual({ ApproximateReceiveCount: "2" });
});

test("deleting a message twice is no error", async () => {
  await send("twice");
  const [message] = await receive();
  await remove(message!);
  await remove(message!);
});

test("a held message is counted as in flight", async () => {
  await send("held");
  const [message] = await receive();
  const attributes = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  const { Attributes } = await client.send(attributes);
  await remove(message!);
  expect(Attributes).toMatchObject({ VisibilityTimeout: "30", QueueArn: expect.stringMatching(/^arn:aws:sqs:/) });
  // The real queue counts approximately, and late.
  if (!SQS_QUEUE_URL) expect(Attributes?.ApproximateNumberOfMessagesNotVisible).toBe("1");
});

test("a queue's URL is found by its name", async () => {
  const QueueName = new URL(QueueUrl).pathname.split("/").at(-1);
  const found = await client.send(new GetQueueUrlCommand({ QueueName }));
  expect(found.QueueUrl).toBe(QueueUrl);
});

test.each<[string, () => Promise<unknown>, string]>([
  ["an empty body", () => send(""), "MissingParameter"],
  ["a body over 1 MiB", () => send("x".repeat(1_048_577)), "InvalidParameterValue"],
  ["a body that XML cannot hold", () => send("\u0000"), "InvalidMessageContents"],
  ["a delay over 15 minutes", () => send("x", { DelaySeconds: 901 }), "InvalidParameterValue"],
  ["more than ten messages at once", () => receive({ MaxNumberOfMessages: 11 }), "InvalidParameterValue"],
  ["a wait over 20 seconds", () => receive({ WaitTimeSeconds: 21 }), "InvalidParameterValue"],
  ["a handle that SQS never gave", () => remove({ ReceiptHandle: "invented" }), "ReceiptHandleIsInvalid"],
  ["an unknown queue", () => send("x", { QueueUrl: `${QueueUrl}-none` }), "QueueDoesNotExist"],
  ["an empty batch", () => client.send(new SendMessageBatchCommand({ QueueUrl, Entries: [] })), "EmptyBatchRequest"],
  [
    "a batch with one id twice",
    () =>
      client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: [
            { Id: "a", MessageBody: "x" },
            { Id: "a", MessageBody: "y" },
          ],
        }),
      ),
    "BatchEntryIdsNotDistinct",
  ],
])("%s is refused", async (_, act, name) => {
  await expect(act()).rejects.toMatchObject({ name });
});
