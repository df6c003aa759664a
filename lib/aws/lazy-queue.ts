import type { Queue } from "../stores.ts";
import type { AwsOptions } from "./clients.ts";

/** The worker's queue for who hardly ever writes to it: the SDK's part for SQS is loaded at the first message. */
export function lazyQueue(options: AwsOptions, queueUrl: string): Queue {
  let queue: Promise<Queue> | undefined;
  const load = async () => {
    const [{ sqsQueue }, { sqsClient }] = await Promise.all([import("./queue.ts"), import("./sqs-client.ts")]);
    return sqsQueue(sqsClient(options), queueUrl);
  };
  return {
    async send(message, delaySeconds) {
      queue ??= load();
      await (await queue).send(message, delaySeconds);
    },
  };
}
