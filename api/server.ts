import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { Hono } from "hono";
import { handle, type LambdaContext } from "hono/aws-lambda";
import { type Environment, optionalNumber, required, transformLimits } from "../lib/aws/environment.ts";
import { logMetrics } from "../lib/aws/metrics.ts";
import { ANSWER_SLACK_MS, REQUEST_ID_HEADER } from "../lib/limits.ts";
import type { Metrics } from "../lib/metrics.ts";
import type { UploadLimits } from "../lib/operations/accept-upload.ts";
import { createTransformBudget } from "../lib/operations/transform-budget.ts";
import { PROBLEMS } from "../lib/problem.ts";
import { PROBLEM_TYPE, problemBody } from "../lib/problem-answer.ts";
import { withinBudget } from "../lib/time-budget.ts";
import type { TransformLimits } from "../lib/transform-counts.ts";
import { createApp } from "./app.ts";
import { tokenAuthenticator } from "./authenticate.ts";
import { errorAnswer, problemCodeOf } from "./problem-response.ts";
import { awsStores } from "./stores.ts";

/** Payload format 2.0 in and out. */
export type ServerHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The API as a Lambda handler.
 *
 * @param environment what `awsStores` reads, and TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_JWKS_URL;
 *   ALLOWED_ORIGINS (with commas between), TRUST_EMAIL=1, UPLOADS_PER_HOUR, STORED_BYTES, TRANSFORMS_PER_MINUTE and TRANSFORMS_PER_DAY where they are wanted; SVG=on where it is taken
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
  const app = createApp(stores, {
    authenticate,
    limits,
    budget,
    allowedOrigins: (environment.ALLOWED_ORIGINS ?? "").split(",").filter((origin) => origin !== ""),
  });
  // hono types events and answers of every kind together; payload 2.0 goes in and comes out.
  return readable(handle(inTime(app, logMetrics(environment))) as unknown as ServerHandler);
}

/**
 * The same handler for whatever a gateway hands on.
 *
 * A body of a GET means nothing, and no `Request` can have one; what is no request even so, hono would answer in words
 * of its own.
 *
 * @see RFC 9110 §9.3.1
 */
function readable(handler: ServerHandler): ServerHandler {
  return async ({ body, ...event }, context) => {
    const isBodied = body !== undefined && !["GET", "HEAD"].includes(event.requestContext.http.method);
    const answer = await handler({ ...event, ...(isBodied && { body }) }, context);
    const isUnread = answer.statusCode === 400 && answer.headers?.["content-type"] !== PROBLEM_TYPE;
    return isUnread ? unread(context.awsRequestId) : answer;
  };
}

function unread(requestId: string): APIGatewayProxyStructuredResultV2 {
  const status = PROBLEMS["request-malformed"];
  return {
    statusCode: status,
    headers: {
      ...{ "content-type": PROBLEM_TYPE, "cache-control": "no-store", "x-content-type-options": "nosniff" },
      [REQUEST_ID_HEADER]: requestId,
    },
    body: problemBody(status, "Bad Request", {
      code: "request-malformed",
      detail: "This cannot be read as a request: its method, host or headers are none.",
    }),
  };
}

/** Variables that are not set limit nothing. */
function userLimits(environment: Environment): UploadLimits & TransformLimits {
  return {
    uploadsPerHour: optionalNumber(environment, "UPLOADS_PER_HOUR"),
    storedBytes: optionalNumber(environment, "STORED_BYTES"),
    ...transformLimits(environment),
    acceptsSvg: environment.SVG === "on",
  };
}

/** What hono hands on of an invocation. */
type Invocation = { readonly Bindings: { readonly lambdaContext: LambdaContext } };

/**
 * The same app, which answers a request whose time is over before Lambda would end it, tells in each answer by which name
 * the log knows it, and counts problems.
 */
function inTime(app: ReturnType<typeof createApp>, metrics: Metrics): Hono<Invocation> {
  const outer = new Hono<Invocation>();
  outer.onError(errorAnswer);
  outer.use(async (context, next) => {
    await next();
    const requestId = context.env.lambdaContext.awsRequestId;
    context.header(REQUEST_ID_HEADER, requestId);
    const code = await problemCodeOf(context.res);
    if (code !== undefined) metrics({ Failures: 1 }, { code, requestId });
  });
  outer.all("*", ({ req, env }) => {
    const timeLeft = env.lambdaContext.getRemainingTimeInMillis() - ANSWER_SLACK_MS;
    return withinBudget(timeLeft, async () => app.fetch(req.raw, env));
  });
  return outer;
}
