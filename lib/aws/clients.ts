import { budgetSignal } from "../time-budget.ts";
import { type DynamoDb, dynamoDbCode, dynamoDbOver } from "./dynamodb.ts";
import { type S3, s3Code, s3Over } from "./s3.ts";
import { type Credentials, SignedService, TRIES } from "./signed-service.ts";

/** Who asks the services, and where they are when they are not in the cloud. */
export interface AwsOptions {
  readonly region: string;
  readonly credentials: Credentials;
  /** Milliseconds that replace the usual time limits of a call. */
  readonly callMilliseconds?: number | undefined;
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

/** S3, for buckets of this region: objects by their keys at once, and what takes the SDK when it is first wanted. */
export function s3Client(options: AwsOptions): S3 {
  const service = signedService(options, "s3", s3Code, PICTURE_MS);
  const endpoint = options.endpoints?.s3;
  const settings = clientSettings(options, endpoint, PICTURE_MS);
  return s3Over(
    service,
    (bucket) => bucketUrl(options, bucket),
    async () => {
      const { sdkClient } = await import("./s3-sdk.ts");
      return withinBudgets(sdkClient({ ...settings, forcePathStyle: endpoint !== undefined }));
    },
  );
}

/** Where a bucket is, without a slash at the end; in the cloud it has a host of its own. */
export function bucketUrl({ endpoints, region }: AwsOptions, bucket: string): string {
  return endpoints ? `${endpoints.s3}/${bucket}` : `https://${bucket}.s3.${region}.amazonaws.com`;
}

/** DynamoDB, for image records and users. */
export function dynamoDbClient(options: AwsOptions): DynamoDb {
  const service = signedService(options, "dynamodb", dynamoDbCode);
  return dynamoDbOver(service, options.endpoints?.dynamodb ?? `https://dynamodb.${options.region}.amazonaws.com`);
}

function signedService(
  { region, credentials, callMilliseconds }: AwsOptions,
  name: "s3" | "dynamodb",
  codeOf: (body: string) => string | undefined,
  milliseconds = TIME_LIMITS.requestTimeout,
): SignedService {
  const socketTimeout = callMilliseconds ?? milliseconds;
  const limits = { connectionTimeout: TIME_LIMITS.connectionTimeout, socketTimeout };
  return new SignedService({ name, region, credentials, limits, codeOf });
}

/** What all clients of the SDK have in common; each is made where it is used. */
export function clientSettings(
  { region, credentials, callMilliseconds }: AwsOptions,
  endpoint: string | undefined,
  milliseconds = TIME_LIMITS.requestTimeout,
) {
  const limit = callMilliseconds ?? milliseconds;
  return {
    maxAttempts: TRIES,
    requestHandler: { ...TIME_LIMITS, requestTimeout: limit, socketTimeout: limit },
    region,
    credentials,
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
