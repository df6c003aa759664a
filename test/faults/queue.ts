import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import type { Rig } from "./rig.ts";

/** The worker's queue, with a hand that delivers: nothing comes again before it is told to. */
export interface HandQueue {
  /** Delivers what can be seen, and what comes of it, once each. @returns how many of them the worker failed */
  deliver(): Promise<number>;
  /** Takes out what can be seen, and delivers it to nobody. */
  lose(): Promise<void>;
  /** How many messages there are, seen or not, and how many were given up. */
  count(): Promise<{ readonly waiting: number; readonly dead: number }>;
}

export function openQueue({ environment, cloud, functions, plan, idle }: Rig): HandQueue {
  const endpoint = cloud.sqs.url;
  const client = new SQSClient({ region: cloud.region, credentials: cloud.credentials, endpoint });
  const queueUrl = environment.QUEUE_URL;
  const deadLettersUrl = cloud.sqs.queueUrl("darkroom-dead-letters");

  async function receive(): Promise<readonly Message[]> {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    return Messages;
  }

  const remove = ({ ReceiptHandle }: Message) =>
    client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));

  async function hasFailed({ MessageId = "", Body }: Message): Promise<boolean> {
    // The handler reads nothing else of a record.
    const event = { Records: [{ messageId: MessageId, body: Body }] } as SQSEvent;
    const { batchItemFailures } = await functions.worker(event);
    await idle();
    return batchItemFailures.length > 0 || plan.isKilled;
  }

  return {
    async deliver() {
      let failures = 0;
      for (let messages = await receive(); messages.length > 0; messages = await receive()) {
        for (const message of messages) {
          if (plan.isKilled) return failures;
          if (await hasFailed(message)) failures++;
          else await remove(message);
        }
      }
      return failures;
    },
    async lose() {
      for (let messages = await receive(); messages.length > 0; messages = await receive()) {
        await Promise.all(messages.map(remove));
      }
    },
    async count() {
      return { waiting: await countOf(client, queueUrl), dead: await countOf(client, deadLettersUrl) };
    },
  };
}

const COUNTS = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

async function countOf(client: SQSClient, queueUrl: string | undefined): Promise<number> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...COUNTS] }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
