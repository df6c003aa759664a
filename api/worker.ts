import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Environment } from "../lib/aws/environment.ts";
import { admitUpload } from "../lib/operations/admit-upload.ts";
import { finishErasure } from "../lib/operations/erase-image.ts";
import { finishVariant } from "../lib/operations/finish-variant.ts";
import { forgetImage } from "../lib/operations/forget-image.ts";
import { processUpload } from "../lib/operations/process-upload.ts";
import type { WorkerMessage } from "../lib/stores.ts";
import { workerTasks } from "../lib/worker-message.ts";
import { awsStores } from "./stores.ts";

/**
 * The worker as a Lambda handler: one message at a time, and only those that failed come again.
 *
 * @param environment what `awsStores` reads
 */
export function createWorker(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const stores = awsStores(environment);
  const perform = (task: WorkerMessage): Promise<void> => {
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
  };
  return async ({ Records }) => {
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const { messageId, body } of Records) {
      try {
        for (const task of workerTasks(body)) await perform(task);
      } catch (error) {
        console.error(error);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}
