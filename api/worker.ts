import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { asProblem } from "../lib/aws/as-problem.ts";
import type { Environment } from "../lib/aws/environment.ts";
import { logMetrics } from "../lib/aws/metrics.ts";
import { admitUpload } from "../lib/operations/admit-upload.ts";
import { finishErasure } from "../lib/operations/erase-image.ts";
import { finishVariant } from "../lib/operations/finish-variant.ts";
import { forgetImage } from "../lib/operations/forget-image.ts";
import { processUpload } from "../lib/operations/process-upload.ts";
import type { WorkerMessage } from "../lib/stores.ts";
import { workerTasks } from "../lib/worker-message.ts";
import { failureCount, type Invocation, withFailuresCounted } from "./counted-failures.ts";
import { awsStores, type Stores } from "./stores.ts";

/**
 * The worker as a Lambda handler: one message at a time, and only those that failed come again. That is counted by what they
 * failed with, and so is each upload that is no picture.
 *
 * @param environment what `awsStores` reads, and AWS_LAMBDA_FUNCTION_NAME where failures are counted
 */
export function createWorker(
  environment: Environment,
): (event: SQSEvent, context: Invocation) => Promise<SQSBatchResponse> {
  const stores = awsStores(environment);
  const metrics = logMetrics(environment);
  return async ({ Records }, context) => {
    const count = failureCount(metrics, context);
    const counted = { ...stores, images: withFailuresCounted(stores.images, count) };
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const { messageId, body } of Records) {
      try {
        for (const task of workerTasks(body)) await perform(counted, task);
      } catch (error) {
        console.error(error);
        count(asProblem(error).code);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}

function perform(stores: Stores, task: WorkerMessage): Promise<void> {
  switch (task.act) {
    case "admit":
      return admitUpload(stores, task.imageId);
    case "process":
      return processUpload(stores, task.imageId);
    case "erase":
      return finishErasure(stores, task.imageId, new Date());
    case "forget":
      return forgetImage(stores, task.imageId, new Date());
    case "make":
      return finishVariant(stores, task.imageId, task.name);
  }
}
