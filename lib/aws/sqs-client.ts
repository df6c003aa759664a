import { SQSClient } from "@aws-sdk/client-sqs";
import { type AwsOptions, clientSettings, TIME_LIMITS } from "./clients.ts";

/** An SQS client, for the worker's queue; apart from the others, since the transformer hardly ever needs it. */
export function sqsClient(options: AwsOptions): SQSClient {
  return new SQSClient({ ...clientSettings(options, options.endpoints?.sqs), requestHandler: TIME_LIMITS });
}
