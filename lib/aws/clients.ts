import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";

/** Where services are when they are not in the cloud, and who asks them; all of it has a default there. */
export interface AwsOptions {
  readonly region?: string | undefined;
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

/** A picture takes longer to be sent. Three tries still fit into the life of transformer and API. */
const PICTURE_TIME_LIMITS = { ...TIME_LIMITS, requestTimeout: 8_000, socketTimeout: 8_000 };

/** The first try and two more, with jitter. */
const TRIES = 3;

/**
 * An S3 client. A checksum is sent only where S3 wants one, so that presigned URLs carry none of an empty body; none is
 * asked for, since it would be worked out of every picture again in JavaScript, and TLS has one already.
 */
export function s3Client(options: AwsOptions): S3Client {
  const client = new S3Client({
    ...clientSettings(options, options.endpoints?.s3),
    forcePathStyle: options.endpoints !== undefined,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: PICTURE_TIME_LIMITS,
  });
  return unlogged(client);
}

/** A DynamoDB client, for image records and users. */
export function dynamoDbClient(options: AwsOptions): DynamoDBClient {
  const settings = clientSettings(options, options.endpoints?.dynamodb);
  return unlogged(new DynamoDBClient({ ...settings, requestHandler: TIME_LIMITS }));
}

/** Without the SDK's log, for which it copies what is sent and received, even where nobody listens. */
function unlogged<Client extends S3Client | DynamoDBClient>(client: Client): Client {
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}

/** What all clients have in common, those too that are made where they are used. */
export function clientSettings({ region, credentials }: AwsOptions, endpoint: string | undefined) {
  return {
    maxAttempts: TRIES,
    ...(region !== undefined && { region }),
    ...(credentials && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
  };
}
