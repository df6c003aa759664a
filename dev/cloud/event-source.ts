import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { lambdaContext } from "./lambda/context.ts";
import { countInvocations } from "./lambda/invocations.ts";
import { deleteRecords, receiveRecords } from "./lambda/queue-consumer.ts";

/** Milliseconds that closing waits for invocations that still run. */
const CLOSING_MILLISECONDS = 500;

/** Milliseconds before a queue that did not answer is asked again. */
const RETRY_MILLISECONDS = 1000;

/** A Lambda handler behind a queue that reports batch item failures. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** Which queue feeds which handler. */
export interface EventSourceOptions {
  /** e.g. `http://127.0.0.1:9324/000000000000/uploads` */
  readonly queueUrl: string;
  readonly handler: QueueHandler;
  /** messages an invocation, 1 to 10 */
  readonly batchSize: number;
  /** invocations at once */
  readonly concurrency: number;
  readonly timeoutSeconds: number;
  /** gets what the handler threw, that it took too long, and that the queue did not answer */
  readonly onError?: (error: unknown) => void;
}

/** A running event source. */
export interface EventSource {
  /** Stops asking for messages, and waits half a second for the handler. */
  close(): Promise<void>;
}

/**
 * Feeds a queue's messages to a handler, as Lambda's event source mapping does with `ReportBatchItemFailures`.
 *
 * What succeeded is deleted. What the handler names in `batchItemFailures` stays in the queue and comes back when its
 * visibility timeout has passed; so does the whole batch when the handler throws, takes too long or names a message that
 * was not in it.
 *
 * @throws RangeError when `batchSize` is out of range
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const { queueUrl, handler, batchSize, concurrency, timeoutSeconds, onError = console.error } = options;
  if (batchSize < 1 || batchSize > 10) throw new RangeError("batchSize must be 1 to 10");
  const invocations = countInvocations();
  const closing = new AbortController();

  async function invoke(records: SQSRecord[]): Promise<void> {
    const context = lambdaContext("worker", randomUUID(), timeoutSeconds);
    const response = await invocations.run(() => handler({ Records: records }, context), timeoutSeconds);
    const failed = failedIds(response, new Set(records.map((record) => record.messageId)));
    await deleteRecords(
      queueUrl,
      records.filter((record) => !failed.has(record.messageId)),
    );
  }

  async function poll(): Promise<void> {
    while (!closing.signal.aborted) {
      const records = await receiveRecords(queueUrl, batchSize, closing.signal).catch(askAgainLater);
      if (records.length > 0) await invoke(records).catch(onError);
    }
  }

  async function askAgainLater(error: unknown): Promise<SQSRecord[]> {
    if (closing.signal.aborted) return [];
    onError(error);
    await sleep(RETRY_MILLISECONDS, undefined, { signal: closing.signal }).catch(() => undefined);
    return [];
  }

  const pollers = Array.from({ length: concurrency }, poll);
  return {
    async close() {
      closing.abort();
      await Promise.race([Promise.all(pollers), sleep(CLOSING_MILLISECONDS, undefined, { ref: false })]);
    },
  };
}

/** Lambda takes a failure that names no message of the batch as the failure of all of it. */
function failedIds(response: SQSBatchResponse | null | undefined, batch: ReadonlySet<string>): ReadonlySet<string> {
  const failed = new Set(response?.batchItemFailures?.map((failure) => failure.itemIdentifier));
  return [...failed].every((id) => batch.has(id)) ? failed : batch;
}
