import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Queue } from "../stores.ts";

/** The worker's queue; S3 writes its own events into the same one. */
export function sqsQueue(client: SQSClient, queueUrl: string): Queue {
  return {
    async send(message, delaySeconds) {
      const body = JSON.stringify(message);
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: delaySeconds }));
    },
  };
}
