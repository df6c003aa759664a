import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Queue } from "../stores.ts";
import { type AwsOptions, clientSettings, TIME_LIMITS } from "./clients.ts";

/** An SQS client, for the worker's queue. */
export function sqsClient(options: AwsOptions): SQSClient {
  return new SQSClient({ ...clientSettings(options, options.endpoints?.sqs), requestHandler: TIME_LIMITS });
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
