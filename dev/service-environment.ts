import type { Environment } from "../lib/aws/environment.ts";
import { DISTRIBUTION_ID } from "./distribution.ts";
import type { Issuer } from "./issuer.ts";
import {
  IMAGES_TABLE_NAME,
  type LocalCloud,
  ORIGINALS_BUCKET,
  USERS_TABLE_NAME,
  VARIANTS_BUCKET,
  WORKER_QUEUE,
} from "./local-cloud.ts";

/** What the functions are told of. */
export interface EnvironmentParts {
  readonly url: string;
  readonly allowedOrigins: readonly string[];
  readonly cloud: LocalCloud;
  readonly controlPlaneUrl: string;
  readonly issuer: Issuer;
  readonly jwksUrl: string;
  /** `kid.secret`, or more with commas between */
  readonly signingKey: string;
}

/** The variables that the functions would have in the cloud, with endpoints on this machine. */
export function environmentOf(parts: EnvironmentParts) {
  const { s3, sqs, ses, dynamoDb, region, credentials } = parts.cloud;
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
    AWS_ENDPOINT_URL_SES: ses.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    AWS_ENDPOINT_URL_CLOUDFRONT: parts.controlPlaneUrl,
    ORIGINALS_BUCKET,
    VARIANTS_BUCKET,
    IMAGES_TABLE: IMAGES_TABLE_NAME,
    USERS_TABLE: USERS_TABLE_NAME,
    QUEUE_URL: sqs.queueUrl(WORKER_QUEUE),
    DISTRIBUTION_ID,
    PUBLIC_URL: parts.url,
    ALLOWED_ORIGINS: parts.allowedOrigins.join(","),
    MAIL_FROM: "Darkroom <darkroom@localhost.example>",
    TOKEN_ISSUER: parts.issuer.iss,
    TOKEN_AUDIENCE: parts.issuer.aud,
    TOKEN_JWKS_URL: parts.jwksUrl,
    SIGNING_KEY: parts.signingKey,
  } satisfies Environment;
}
