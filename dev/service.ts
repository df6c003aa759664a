import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Environment } from "../lib/aws/environment.ts";
import { buildEdgeFunction } from "../stacks/build/edge-function.ts";
import { type CloudFront, createCloudFront } from "./cloud/cloudfront/cloudfront.ts";
import { startControlPlane } from "./cloud/cloudfront/control-plane.ts";
import { loadEdgeFunction } from "./cloud/cloudfront/edge-function.ts";
import { localDistribution } from "./distribution.ts";
import { lockFolder } from "./folder-lock.ts";
import { type FinishedRequest, openFront } from "./front.ts";
import { type Issuer, openIssuer, startJwks } from "./issuer.ts";
import { openKeyValueStore } from "./key-value-store.ts";
import {
  IMAGES_TABLE_NAME,
  type LocalCloud,
  ORIGINALS_BUCKET,
  startLocalCloud,
  USERS_TABLE_NAME,
  VARIANTS_BUCKET,
  WORKER_QUEUE,
} from "./local-cloud.ts";
import { localDoors } from "./local-doors.ts";
import { startLocalFunctions } from "./local-functions.ts";

const DISTRIBUTION_ID = "ELOCAL";
const PROJECT = fileURLToPath(new URL("..", import.meta.url));

export interface ServiceOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** e.g. `.local` */
  readonly dataDir: string;
  /** Hears of each request when it is answered. */
  readonly onRequest?: (request: FinishedRequest) => void;
  /** Variables that the functions are to have besides, e.g. `{ MAX_VARIANTS: "10" }`. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The whole service on this machine. */
export interface Service {
  /** The one address that people use, e.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly issuer: Issuer;
  readonly cloud: LocalCloud;
  /** The variables that the functions have. */
  readonly environment: Environment;
  close(): Promise<void>;
}

/**
 * Starts the whole service: production code, and under it a cloud that speaks AWS's protocols.
 *
 * @throws Error when the port is taken, or another process uses the data folder
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { dataDir } = options;
  const unlock = await lockFolder(dataDir);
  const front = await openFront(options.port, options.onRequest);
  const [issuer, keys] = await Promise.all([openIssuer(dataDir), openKeyValueStore(dataDir)]);
  const cloud = await startLocalCloud(dataDir, [front.url, front.url.replace("127.0.0.1", "localhost")]);
  const jwks = await startJwks(issuer);

  // The functions are told where to invalidate before there is an edge, since the edge is told where they are.
  const edge: { cloudFront?: CloudFront } = {};
  const invalidate = (items: readonly string[]) => edge.cloudFront?.invalidate(items);
  const controlPlane = await startControlPlane({ distributionId: DISTRIBUTION_ID, invalidate });

  const { s3, sqs, ses, dynamoDb, region, credentials } = cloud;
  const environment = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_CLOUDFRONT: controlPlane.url,
    ORIGINALS_BUCKET,
    VARIANTS_BUCKET,
    IMAGES_TABLE: IMAGES_TABLE_NAME,
    USERS_TABLE: USERS_TABLE_NAME,
    QUEUE_URL: sqs.queueUrl(WORKER_QUEUE),
    DISTRIBUTION_ID,
    PUBLIC_URL: front.url,
    MAIL_FROM: "Darkroom <darkroom@localhost.example>",
    TOKEN_ISSUER: issuer.iss,
    TOKEN_AUDIENCE: issuer.aud,
    TOKEN_JWKS_URL: jwks.url,
    SIGNING_KEY: keys.signingKey,
    ...options.environment,
  };
  const functions = await startLocalFunctions(environment, environment.QUEUE_URL);
  const [viewerRequest, apiRequest] = await Promise.all(
    ["edge/viewer-request.ts", "edge/api-request.ts"].map(async (entry) => {
      const { code } = await buildEdgeFunction(join(PROJECT, entry));
      return loadEdgeFunction(code, keys.get);
    }),
  );
  const cloudFront = createCloudFront(
    localDistribution({
      id: DISTRIBUTION_ID,
      region,
      credentials,
      s3Url: s3.url,
      variantsBucket: VARIANTS_BUCKET,
      transformerUrl: functions.transformerUrl,
      apiUrl: functions.apiUrl,
      viewerRequest: viewerRequest!,
      apiRequest: apiRequest!,
    }),
  );
  edge.cloudFront = cloudFront;
  front.serve(localDoors({ url: front.url, issuer, cloud, cloudFront, environment }), cloudFront);
  return {
    url: front.url,
    issuer,
    cloud,
    environment,
    async close() {
      await front.close();
      await functions.close();
      await Promise.all([cloud.close(), jwks.close(), controlPlane.close()]);
      await unlock();
    },
  };
}
