import { type BatchResult, readEntries, runBatch } from "./batch.ts";
import { type Input, readInteger, readText } from "./input.ts";
import { md5 } from "./md5.ts";
import { attributesDigest, readAttributes } from "./message-attributes.ts";
import type { Queue } from "./queue.ts";
import { SqsError } from "./sqs-error.ts";

/** Bytes of a message, and of a batch: 1 MiB. */
const MESSAGE_BYTES = 1_048_576;

const DELAY_SECONDS = 900;

/** What XML 1.0 cannot hold, SQS does not take. */
const REFUSED_CHARACTERS = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** `SendMessage` */
export function sendMessage(queue: Queue, input: Input): object {
  const body = readText(input, "MessageBody");
  if (Buffer.byteLength(body) > MESSAGE_BYTES) {
    throw new SqsError(
      "InvalidParameterValue",
      `One or more parameters are invalid. Reason: Message must be shorter than ${MESSAGE_BYTES} bytes.`,
    );
  }
  if (REFUSED_CHARACTERS.test(body)) {
    throw new SqsError("InvalidMessageContents", "The message contains characters outside the allowed set.");
  }
  const attributes = readAttributes(input);
  const message = queue.send(body, attributes, readInteger(input, "DelaySeconds", DELAY_SECONDS) ?? 0);
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: attributesDigest(attributes),
  };
}

/** `SendMessageBatch` */
export function sendMessageBatch(queue: Queue, input: Input): BatchResult {
  const entries = readEntries(input);
  const sizeBytes = entries.reduce((sum, entry) => sum + Buffer.byteLength(readText(entry, "MessageBody")), 0);
  if (sizeBytes > MESSAGE_BYTES) {
    throw new SqsError("BatchRequestTooLong", `Batch requests cannot be longer than ${MESSAGE_BYTES} bytes.`);
  }
  return runBatch(entries, (entry) => sendMessage(queue, entry));
}
