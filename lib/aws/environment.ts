import { MAX_VARIANTS } from "../limits.ts";
import type { TransformLimits } from "../transform-counts.ts";
import { parseLadder } from "../url/parse-ladder.ts";
import { isSignedUrls } from "../url/signed-urls.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../url/unsigned.ts";
import type { VariantBound } from "../variant-bound.ts";
import type { AwsOptions } from "./clients.ts";

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A variable that there is no going on without.
 *
 * @throws Error with the variable's name
 */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

/**
 * A variable that holds a number.
 *
 * @param fallback what it is when it is not set, e.g. `500`
 * @param least e.g. `0` where that means off
 * @throws Error with the variable's name when it is no whole number, or less than that
 */
export function wholeNumber(environment: Environment, name: string, fallback: number, least = 1): number {
  const text = environment[name] || `${fallback}`;
  if (!/^\d{1,15}$/.test(text) || Number(text) < least) {
    throw new Error(`${name} must be a whole number from ${least} on, not ${text}`);
  }
  return Number(text);
}

/** A bound that holds only where it is set. */
export function optionalNumber(environment: Environment, name: string, least = 1): number | undefined {
  return environment[name] ? wholeNumber(environment, name, least, least) : undefined;
}

/** The bounds on what is made of one owner's images, from TRANSFORMS_PER_MINUTE and TRANSFORMS_PER_DAY. */
export function transformLimits(environment: Environment): TransformLimits {
  return {
    transformsPerMinute: optionalNumber(environment, "TRANSFORMS_PER_MINUTE"),
    transformsPerDay: optionalNumber(environment, "TRANSFORMS_PER_DAY", 0),
  };
}

/**
 * What unsigned URLs may ask for, from LADDER (`320,640,1280`) and SIGNED_URLS (`off`, `sizes` or `required`).
 *
 * @throws Error with the name of the variable that is wrong
 */
export function unsignedUrls({ LADDER, SIGNED_URLS }: Environment): UnsignedUrls {
  const signedUrls = SIGNED_URLS || DEFAULT_UNSIGNED_URLS.signedUrls;
  if (!isSignedUrls(signedUrls)) throw new Error(`SIGNED_URLS must be off, sizes or required, not ${signedUrls}`);
  const ladder = LADDER ? parseLadder(LADDER) : DEFAULT_UNSIGNED_URLS.ladder;
  if ("mistake" in ladder) throw new Error(`LADDER must be ${ladder.mistake}`);
  return { ladder, signedUrls };
}

/** The bound on what anybody can have made of one image, from MAX_VARIANTS (500) and what `unsignedUrls` reads. */
export function variantBound(environment: Environment): VariantBound {
  return {
    most: wholeNumber(environment, "MAX_VARIANTS", MAX_VARIANTS),
    unsignedUrls: unsignedUrls(environment),
  };
}

/**
 * Who asks the services, and where they are, read from the variables that AWS's own SDKs know; Lambda sets the first four.
 *
 * @param environment AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN for a role's;
 *   AWS_ENDPOINT_URL_S3 (`http://127.0.0.1:4566`), `_DYNAMODB`, `_SES`, `_SQS` and `_CLOUDFRONT`, without which they are
 *   the cloud's; CALL_MILLISECONDS where a call is to have another time limit than the usual
 * @throws Error with the name of the variable that is missing
 */
export function awsOptions(environment: Environment): AwsOptions {
  const { AWS_SESSION_TOKEN: sessionToken } = environment;
  const options = {
    region: required(environment, "AWS_REGION"),
    credentials: {
      accessKeyId: required(environment, "AWS_ACCESS_KEY_ID"),
      secretAccessKey: required(environment, "AWS_SECRET_ACCESS_KEY"),
      ...(sessionToken && { sessionToken }),
    },
    callMilliseconds: optionalNumber(environment, "CALL_MILLISECONDS"),
  };
  if (environment.AWS_ENDPOINT_URL_S3 === undefined) return options;
  return {
    ...options,
    endpoints: {
      s3: environment.AWS_ENDPOINT_URL_S3,
      dynamodb: required(environment, "AWS_ENDPOINT_URL_DYNAMODB"),
      ses: required(environment, "AWS_ENDPOINT_URL_SES"),
      sqs: required(environment, "AWS_ENDPOINT_URL_SQS"),
      cloudfront: required(environment, "AWS_ENDPOINT_URL_CLOUDFRONT"),
    },
  };
}
