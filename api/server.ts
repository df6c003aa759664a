import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import type { UserLimits } from "../lib/accounts.ts";
import { type Environment, optionalNumber, required, transformLimits, wholeNumber } from "../lib/aws/environment.ts";
import { MAX_VARIANTS } from "../lib/limits.ts";
import { createTransformBudget } from "../lib/operations/transform-budget.ts";
import type { TransformLimits } from "../lib/transform-counts.ts";
import { parseSigningKey } from "../lib/url/signing-key.ts";
import { createApp } from "./app.ts";
import { tokenAuthenticator } from "./authenticate.ts";
import { errorAnswer } from "./problem-response.ts";
import { awsStores } from "./stores.ts";

/** Payload format 2.0 in and out. */
export type ServerHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The API as a Lambda handler.
 *
 * @param environment what `awsStores` reads, and TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL; SIGNING_KEY_PARAMETER (where
 *   SSM has the key) or SIGNING_KEY (`kid.secret`), ALLOWED_ORIGINS (with commas between), TRUST_EMAIL=1, MAX_VARIANTS,
 *   UPLOADS_PER_HOUR, STORED_BYTES, TRANSFORMS_PER_MINUTE and TRANSFORMS_PER_DAY where they are wanted
 * @throws Error with the name of the variable that is missing
 */
export function createServer(environment: Environment): ServerHandler {
  const authenticate = tokenAuthenticator({
    issuer: required(environment, "TOKEN_ISSUER"),
    audience: required(environment, "TOKEN_AUDIENCE"),
    jwksUrl: required(environment, "TOKEN_JWKS_URL"),
    trustsEmail: environment.TRUST_EMAIL === "1",
  });
  const stores = awsStores(environment);
  const limits = userLimits(environment);
  const budget = createTransformBudget(stores.transformCounts, limits);
  const maxVariants = wholeNumber(environment, "MAX_VARIANTS", MAX_VARIANTS);
  const app = whenReady(async () =>
    createApp(stores, {
      authenticate,
      signingKey: await signingKey(environment),
      maxVariants,
      limits,
      budget,
      allowedOrigins: (environment.ALLOWED_ORIGINS ?? "").split(",").filter((origin) => origin !== ""),
    }),
  );
  // hono types events and answers of every kind together; payload 2.0 goes in and comes out.
  return handle(app) as unknown as ServerHandler;
}

/** Variables that are not set limit nothing. */
function userLimits(environment: Environment): UserLimits & TransformLimits {
  return {
    uploadsPerHour: optionalNumber(environment, "UPLOADS_PER_HOUR"),
    storedBytes: optionalNumber(environment, "STORED_BYTES"),
    ...transformLimits(environment),
  };
}

/** Makes the app at the first request, again at the next where that failed, and answers a failure as a problem. */
function whenReady(create: () => Promise<ReturnType<typeof createApp>>): Hono {
  const made: { app?: ReturnType<typeof create> | undefined } = {};
  const outer = new Hono();
  outer.onError(errorAnswer);
  outer.all("*", async ({ req, env }) => {
    made.app ??= create();
    const app = await made.app.catch((error: unknown) => {
      made.app = undefined;
      throw error;
    });
    return app.fetch(req.raw, env);
  });
  return outer;
}

/** SSM's where there is one, else what the environment says, else none. */
async function signingKey({ SIGNING_KEY_PARAMETER: parameter, SIGNING_KEY: text }: Environment) {
  if (parameter) {
    // The SDK's part for SSM can wait for the first request.
    const { readSigningKey, ssmClient } = await import("../lib/aws/signing-keys.ts");
    return readSigningKey(ssmClient(), parameter);
  }
  const key = text ? parseSigningKey(text) : undefined;
  if (text && key === undefined) throw new Error("SIGNING_KEY must be a key id, a dot and a secret");
  return key;
}
