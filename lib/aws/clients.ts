import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { budgetSignal } from "../time-budget.ts";

/** Where services are when they are not in the cloud, and who asks them; all of it has a default there. */
export interface AwsOptions {
  readonly region?: string | undefined;
  /** Milliseconds that replace the usual time limits of a call. */
  readonly callMilliseconds?: number | undefined;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly endpoints?: {
    readonly s3: string;
    readonly dynamodb: string;
    readonly ses: string;
    readonly sqs: string;
    readonly cloudfront: string;
  };
}

/** Milliseconds to connect, until an answer begins, and between two pieces of it; a request time alone would only warn. */
export const TIME_LIMITS = {
  connectionTimeout: 2_000,
  requestTimeout: 5_000,
  socketTimeout: 5_000,
  throwOnRequestTimeout: true,
};

/** Milliseconds for a picture, which takes longer to be sent; three tries still fit into the life of transformer and API. */
const PICTURE_MS = 8_000;

/** The first try and two more, with jitter. */
const TRIES = 3;

/**
 * An S3 client. A checksum is sent only where S3 wants one, so that presigned URLs carry none of an empty body; none is
 * asked for, since it would be worked out of every picture again in JavaScript, and TLS has one already.
 */
export function s3Client(options: AwsOptions): S3Client {
  const client = new S3Client({
    ...clientSettings(options, options.endpoints?.s3, PICTURE_MS),
    forcePathStyle: options.endpoints !== undefined,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return withinBudgets(unlogged(client));
}

/** A DynamoDB client, for image records and users. */
export function dynamoDbClient(options: AwsOptions): DynamoDBClient {
  const settings = clientSettings(options, options.endpoints?.dynamodb);
  return withinBudgets(unlogged(new DynamoDBClient(settings)));
}

/** Without the SDK's log, for which it copies what is sent and received, even where nobody listens. */
function unlogged<Client extends S3Client | DynamoDBClient>(client: Client): Client {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}

/** What all clients have in common, those too that are made where they are used. */
export function clientSettings(
  { region, credentials, callMilliseconds }: AwsOptions,
  endpoint: string | undefined,
  milliseconds = TIME_LIMITS.requestTimeout,
) {
  const limit = callMilliseconds ?? milliseconds;
  return {
    maxAttempts: TRIES,
    requestHandler: { ...TIME_LIMITS, requestTimeout: limit, socketTimeout: limit },
    ...(region !== undefined && { region }),
    ...(credentials && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** What a client sends its requests with. */
interface Sender {
  readonly config: {
    requestHandler: { handle(request: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown> };
  };
}

/** Has a client give up its calls when the time of the request that made them is over. */
export function withinBudgets<T extends Sender>(client: T): T {
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = (request, options) => {
    const signals = [budgetSignal(), options?.abortSignal].filter((signal) => signal !== undefined);
    return handle(request, { ...options, ...(signals.length > 0 && { abortSignal: AbortSignal.any(signals) }) });
  };
  return client;
}
