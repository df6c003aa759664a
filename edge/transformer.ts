import type { Context, LambdaFunctionURLEvent } from "aws-lambda";
import { dynamoDbClient, s3Client } from "../lib/aws/clients.ts";
import { prewarmingOf } from "../lib/aws/demand.ts";
import { awsOptions, type Environment, required, transformLimits, variantBound } from "../lib/aws/environment.ts";
import { dynamoImages } from "../lib/aws/images.ts";
import { lazyQueue } from "../lib/aws/lazy-stores.ts";
import { dynamoMarkUses } from "../lib/aws/mark-uses.ts";
import { logMetrics } from "../lib/aws/metrics.ts";
import { s3Originals } from "../lib/aws/originals.ts";
import { dynamoTransformCounts } from "../lib/aws/transform-counts.ts";
import { s3Variants } from "../lib/aws/variants.ts";
import { ANSWER_SLACK_MS, REQUEST_ID_HEADER } from "../lib/limits.ts";
import { answerVariant } from "../lib/operations/answer-variant.ts";
import { createTransformBudget } from "../lib/operations/transform-budget.ts";
import { withinBudget } from "../lib/time-budget.ts";
import { answerHeaders, failureAnswer } from "./transformer-answer.ts";

type ResponseStream = Parameters<typeof awslambda.HttpResponseStream.from>[0];

/**
 * The second origin: makes the variant that the variant bucket does not have.
 *
 * The answer is sent as soon as it is made; what is left to do then takes nobody's time.
 *
 * @param environment ORIGINALS_BUCKET, VARIANTS_BUCKET, IMAGES_TABLE, USERS_TABLE, QUEUE_URL; MAX_VARIANTS,
 *   LADDER and SIGNED_URLS as `variantBound` has them; TRANSFORMS_PER_MINUTE and TRANSFORMS_PER_DAY where they are bounded; PREWARM and DEMAND_SAMPLE as `prewarmingOf` has them; AWS_LAMBDA_FUNCTION_NAME where variants are counted
 * @throws Error with the name of the variable that is missing
 */
export function createTransformer(environment: Environment) {
  const options = awsOptions(environment);
  const s3 = s3Client(options);
  const dynamoDb = dynamoDbClient(options);
  const counts = dynamoTransformCounts(dynamoDb, required(environment, "USERS_TABLE"));
  const budget = createTransformBudget(counts, transformLimits(environment));
  const stores = {
    budget,
    originals: s3Originals(s3, required(environment, "ORIGINALS_BUCKET")),
    variants: s3Variants(s3, required(environment, "VARIANTS_BUCKET")),
    queue: lazyQueue(options, required(environment, "QUEUE_URL")),
    images: dynamoImages(dynamoDb, required(environment, "IMAGES_TABLE")),
    markUses: dynamoMarkUses(dynamoDb, required(environment, "IMAGES_TABLE")),
    prewarming: prewarmingOf(environment, dynamoDb),
    metrics: logMetrics(environment),
  };
  const bound = variantBound(environment);
  return async (event: LambdaFunctionURLEvent, stream: ResponseStream, context: Context): Promise<void> => {
    const answering = () => answerVariant(stores, event.rawPath.slice(1), bound);
    const timeLeft = context.getRemainingTimeInMillis() - ANSWER_SLACK_MS;
    const answer = await withinBudget(timeLeft, answering).then(answerHeaders, failureAnswer);
    const { statusCode, body, afterwards, problem } = answer;
    const requestId = context.awsRequestId;
    const headers = { ...answer.headers, [REQUEST_ID_HEADER]: requestId };
    if (problem !== undefined) stores.metrics({ Failures: 1 }, { code: problem, requestId });
    const out = awslambda.HttpResponseStream.from(stream, { statusCode, headers });
    // Lambda sends status and headers with the first write; an end alone would lose them.
    out.write(body);
    out.end();
    // The viewer has the picture: whatever fails now is for the log, and for the next miss to do again.
    await afterwards?.(() => context.getRemainingTimeInMillis() / 1000).catch(console.error);
    await budget.settle().catch(console.error);
  };
}
