import type { SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Environment } from "../lib/aws/environment.ts";
import { admitUpload } from "../lib/operations/admit-upload.ts";
import { finishErasure } from "../lib/operations/erase-image.ts";
import { forgetImage } from "../lib/operations/forget-image.ts";
import { processUpload } from "../lib/operations/process-upload.ts";
import { type WorkerTask, workerTasks } from "../lib/worker-message.ts";
import { awsStores } from "./stores.ts";

/**
 * The worker as a Lambda handler: one message at a time, and only those that failed come again.
 *
 * @param environment what `awsStores` reads
 */
export function createWorker(environment: Environment): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const stores = awsStores(environment);
  const acts: Record<WorkerTask["act"], (imageId: string) => Promise<void>> = {
    admit: (imageId) => admitUpload(stores, imageId),
    process: (imageId) => processUpload(stores, imageId),
    erase: (imageId) => finishErasure(stores, imageId, new Date()),
    forget: (imageId) => forgetImage(stores, imageId, new Date()),
  };
  return async ({ Records }) => {
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const { messageId, body } of Records) {
      try {
        for (const { act, imageId } of workerTasks(body)) await acts[act](imageId);
      } catch (error) {
        console.error(error);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };
}
