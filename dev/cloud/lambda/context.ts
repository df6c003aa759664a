import type { Context } from "aws-lambda";

/**
 * The context that Lambda hands to a handler.
 *
 * @param requestId e.g. `4a9cf7a4-…`, what logs name the invocation by
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function lambdaContext(functionName: string, requestId: string, timeoutSeconds: number): Context {
  const endsAt = performance.now() + timeoutSeconds * 1000;
  return {
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: "1024",
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
    done: refuseCallbacks,
    fail: refuseCallbacks,
    succeed: refuseCallbacks,
  };
}

function refuseCallbacks(): never {
  throw new Error("Lambda's Node.js runtimes from 24 on take promises only");
}
