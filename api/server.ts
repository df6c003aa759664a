import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { handle } from "hono/aws-lambda";
import { type Environment, required } from "../lib/aws/environment.ts";
import { MAX_VARIANTS } from "../lib/limits.ts";
import type { SigningKey } from "../lib/url/signature.ts";
import { createApp } from "./app.ts";
import { tokenAuthenticator } from "./authenticate.ts";
import { awsStores } from "./stores.ts";

/** Payload format 2.0 in and out. */
export type ServerHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The API as a Lambda handler.
 *
 * @param environment what `awsStores` reads, and TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL; SIGNING_KEY
 *   (`kid.secret`), ALLOWED_ORIGINS (with commas between), TRUST_EMAIL=1 and MAX_VARIANTS where they are wanted
 * @throws Error with the name of the variable that is missing
 */
export function createServer(environment: Environment): ServerHandler {
  const authenticate = tokenAuthenticator({
    issuer: required(environment, "TOKEN_ISSUER"),
    audience: required(environment, "TOKEN_AUDIENCE"),
    jwksUrl: required(environment, "TOKEN_JWKS_URL"),
    trustsEmail: environment.TRUST_EMAIL === "1",
  });
  const app = createApp(awsStores(environment), {
    authenticate,
    signingKey: signingKey(environment.SIGNING_KEY),
    maxVariants: Number(environment.MAX_VARIANTS || MAX_VARIANTS),
    allowedOrigins: (environment.ALLOWED_ORIGINS ?? "").split(",").filter((origin) => origin !== ""),
  });
  // hono types events and answers of every kind together; payload 2.0 goes in and comes out.
  return handle(app) as unknown as ServerHandler;
}

/** @param text `kid.secret`, or nothing */
function signingKey(text: string | undefined): SigningKey | undefined {
  if (!text) return undefined;
  const dot = text.indexOf(".");
  return { id: text.slice(0, dot), secret: text.slice(dot + 1) };
}
