import type { MessageAttributes } from "./message-attributes.ts";

/** A message in a queue; times are milliseconds since 1970. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  /** before this, nobody receives it: it is delayed, or in somebody's hands */
  readonly visibleAt: number;
  /** deliveries from all queues that it has been in */
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** the ARN of the queue that gave it up, in a dead-letter queue */
  readonly deadLetterSource?: string;
}

/** Names one delivery of a message; a later delivery makes it worthless. */
export function receiptHandle(message: Message): string {
  return Buffer.from(`${message.id}/${message.receiveCount}`).toString("base64url");
}

/** Reads a receipt handle; `undefined` when it is none of ours. */
export function parseReceiptHandle(handle: string): { id: string; receiveCount: number } | undefined {
  const match = /^([0-9a-f-]{36})\/(\d+)$/.exec(Buffer.from(handle, "base64url").toString());
  return match ? { id: match[1]!, receiveCount: Number(match[2]) } : undefined;
}
