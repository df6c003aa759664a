import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Queue } from "../stores.ts";
import { type AwsOptions, clientSettings, withinBudgets } from "./clients.ts";

/** An SQS client, for the worker's queue. */
export function sqsClient(options: AwsOptions): SQSClient {
  return withinBudgets(new SQSClient(clientSettings(options, options.endpoints?.sqs)));
}

/** The worker's queue; S3 writes its own events into the same one. */
export function sqsQueue(client: SQSClient, queueUrl: string): Queue {
  return {
    async send(message, delaySeconds) {
      const body = JSON.stringify(message);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: delaySeconds }));
    },
  };
}
