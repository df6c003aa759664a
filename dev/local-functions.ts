import { createServer } from "../api/server.ts";
import { createSweeper } from "../api/sweeper.ts";
import { createWorker } from "../api/worker.ts";
import { createTransformer } from "../edge/transformer.ts";
import type { Environment } from "../lib/aws/environment.ts";
import { API_SECONDS, SWEEP_SECONDS, TRANSFORMER_SECONDS, WORKER_SECONDS } from "../lib/limits.ts";
import { startEventSource } from "./cloud/event-source.ts";
import { startFunctionUrl } from "./cloud/function-url.ts";
import { startHttpApi } from "./cloud/http-api.ts";

/** The Lambda functions behind what calls them. */
export interface LocalFunctions {
  readonly transformerUrl: string;
  readonly apiUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the very functions that run in the cloud.
 *
 * @param environment what their configuration would be there, with endpoints on this machine
 * @param queueUrl the queue that feeds the worker
 */
export async function startLocalFunctions(environment: Environment, queueUrl: string): Promise<LocalFunctions> {
  const transformer = await startFunctionUrl({
    handler: awslambda.streamifyResponse(createTransformer(environment)),
    timeoutSeconds: TRANSFORMER_SECONDS,
  });
  const api = await startHttpApi({ handler: createServer(environment), timeoutSeconds: API_SECONDS });
  const events = startEventSource({
    queueUrl,
    handler: createWorker(environment),
    batchSize: 1,
    concurrency: 2,
    timeoutSeconds: WORKER_SECONDS,
  });
  const sweeper = createSweeper(environment);
  const schedule = setInterval(() => sweeper().catch(console.error), SWEEP_SECONDS * 1000);
  return {
    transformerUrl: transformer.url,
    apiUrl: api.url,
    async close() {
      clearInterval(schedule);
      await Promise.all([transformer.close(), api.close(), events.close()]);
    },
  };
}
