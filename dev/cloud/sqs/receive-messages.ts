import { type BatchResult, readEntries, runBatch } from "./batch.ts";
import { type Input, readInteger, readText, readTexts } from "./input.ts";
import { md5 } from "./md5.ts";
import { type Message, receiptHandle } from "./message.ts";
import { attributesDigest, selectAttributes } from "./message-attributes.ts";
import type { Queue } from "./queue.ts";
import { SqsError } from "./sqs-error.ts";

const VISIBILITY_SECONDS = 43_200;

/** `ReceiveMessage`; the signal ends a long poll */
export async function receiveMessage(queue: Queue, input: Input, signal: AbortSignal): Promise<object> {
  const messages = await queue.receive({
    maximum: readInteger(input, "MaxNumberOfMessages", 10, 1) ?? 1,
    waitSeconds: readInteger(input, "WaitTimeSeconds", 20) ?? 0,
    visibilitySeconds: readInteger(input, "VisibilityTimeout", VISIBILITY_SECONDS) ?? queue.settings.visibilitySeconds,
    signal,
  });
  // SQS leaves the list out when there is nothing.
  return messages.length === 0 ? {} : { Messages: messages.map((message) => received(message, input)) };
}

/** `DeleteMessage` */
export function deleteMessage(queue: Queue, input: Input): object {
  queue.delete(readText(input, "ReceiptHandle"));
  return {};
}

/** `DeleteMessageBatch` */
export function deleteMessageBatch(queue: Queue, input: Input): BatchResult {
  return runBatch(readEntries(input), (entry) => deleteMessage(queue, entry));
}

/** `ChangeMessageVisibility` */
export function changeMessageVisibility(queue: Queue, input: Input): object {
  const seconds = readInteger(input, "VisibilityTimeout", VISIBILITY_SECONDS);
  if (seconds === undefined) throw new SqsError("MissingParameter", "The request must contain VisibilityTimeout.");
  queue.changeVisibility(readText(input, "ReceiptHandle"), seconds);
  return {};
}

function received(message: Message, input: Input): object {
  const attributes = selectAttributes(message.attributes, readTexts(input, "MessageAttributeNames"));
  const digest = attributesDigest(attributes);
  const system = selectSystemAttributes(message, [
    ...readTexts(input, "AttributeNames"),
    ...readTexts(input, "MessageSystemAttributeNames"),
  ]);
  return {
    MessageId: message.id,
    ReceiptHandle: receiptHandle(message),
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(digest !== undefined && { MessageAttributes: attributes, MD5OfMessageAttributes: digest }),
  };
}

function selectSystemAttributes(message: Message, names: readonly string[]): Record<string, string> {
  const all: Record<string, string | undefined> = {
    ApproximateFirstReceiveTimestamp: message.firstReceivedAt?.toString(),
    ApproximateReceiveCount: String(message.receiveCount),
    DeadLetterQueueSourceArn: message.deadLetterSource,
    SenderId: "000000000000",
    SentTimestamp: String(message.sentAt),
  };
  const selected: Record<string, string> = {};
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && (names.includes("All") || names.includes(name))) selected[name] = value;
  }
  return selected;
}
