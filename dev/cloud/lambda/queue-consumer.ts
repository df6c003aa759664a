import type { SQSMessageAttributes, SQSRecord, SQSRecordAttributes } from "aws-lambda";

/** Seconds that a poll waits for a message; SQS's longest. */
const WAIT_SECONDS = 20;

/** A message as `ReceiveMessage` returns it when asked for every attribute. */
interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes: SQSRecordAttributes;
  readonly MessageAttributes?: Readonly<
    Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>
  >;
}

/**
 * Waits for messages of a queue, as the records of a Lambda event.
 *
 * @param maximum 1 to 10
 * @returns none when none came in time
 * @throws when the queue does not answer, refuses, or the signal ends the wait
 */
export async function receiveRecords(queueUrl: string, maximum: number, signal: AbortSignal): Promise<SQSRecord[]> {
  const answer = await call(queueUrl, "ReceiveMessage", signal, {
    MaxNumberOfMessages: maximum,
    WaitTimeSeconds: WAIT_SECONDS,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
  // SQS leaves the list out when there is no message; when it is there, its shape is the protocol's.
  const { Messages = [] } = answer as { Messages?: ReceivedMessage[] };
  return Messages.map((message) => toRecord(message, queueUrl));
}

/**
 * Deletes messages that have been handled.
 *
 * @throws when the queue does not answer or refuses
 */
export async function deleteRecords(queueUrl: string, records: readonly SQSRecord[]): Promise<void> {
  if (records.length === 0) return;
  const entries = records.map((record, index) => ({ Id: String(index), ReceiptHandle: record.receiptHandle }));
  await call(queueUrl, "DeleteMessageBatch", undefined, { Entries: entries });
}

async function call(
  queueUrl: string,
  action: string,
  signal: AbortSignal | undefined,
  input: object,
): Promise<unknown> {
  const response = await fetch(new URL("/", queueUrl), {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
    body: JSON.stringify({ QueueUrl: queueUrl, ...input }),
    signal: signal ?? null,
  });
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
  return response.json();
}

function toRecord(message: ReceivedMessage, queueUrl: string): SQSRecord {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: toRecordAttributes(message.MessageAttributes ?? {}),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:us-east-1:${new URL(queueUrl).pathname.slice(1).replace("/", ":")}`,
    awsRegion: "us-east-1",
  };
}

function toRecordAttributes(attributes: NonNullable<ReceivedMessage["MessageAttributes"]>): SQSMessageAttributes {
  const renamed = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    {
      dataType: DataType,
      stringValue: StringValue,
      binaryValue: BinaryValue,
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return Object.fromEntries(renamed);
}
