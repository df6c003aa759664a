import { randomUUID } from "node:crypto";
import { createServer } from "../api/server.ts";
import { createSweeper } from "../api/sweeper.ts";
import { createWorker } from "../api/worker.ts";
import { createTransformer } from "../edge/transformer.ts";
import type { Environment } from "../lib/aws/environment.ts";
import { API_SECONDS, SWEEP_SECONDS, TRANSFORMER_SECONDS, WORKER_SECONDS } from "../lib/limits.ts";
import { startEventSource } from "./cloud/event-source.ts";
import { startFunctionUrl } from "./cloud/function-url.ts";
import { startHttpApi } from "./cloud/http-api.ts";
import { lambdaContext } from "./cloud/lambda/context.ts";
import { openTogether } from "./open-parts.ts";

/** The Lambda functions behind what calls them. */
export interface LocalFunctions {
  readonly transformerUrl: string;
  readonly apiUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the very functions that run in the cloud.
 *
 * @param environment what their configuration would be there, with endpoints on this machine; TRANSFORMER_SECONDS where a
 *   transformer is to be ended sooner than in the cloud
 * @param queueUrl the queue that feeds the worker
 */
export async function startLocalFunctions(environment: Environment, queueUrl: string): Promise<LocalFunctions> {
  return openTogether(async (opened) => {
    const transformer = opened(
      await startFunctionUrl({
        handler: awslambda.streamifyResponse(createTransformer(environment)),
        timeoutSeconds: Number(environment.TRANSFORMER_SECONDS ?? TRANSFORMER_SECONDS),
      }),
    );
    const api = opened(await startHttpApi({ handler: createServer(environment), timeoutSeconds: API_SECONDS }));
    opened(
      startEventSource({
        queueUrl,
        handler: createWorker(environment),
        batchSize: 1,
        concurrency: 2,
        timeoutSeconds: WORKER_SECONDS,
      }),
    );
    opened(startSchedule(createSweeper(environment)));
    return { transformerUrl: transformer.url, apiUrl: api.url };
  });
}

function startSchedule(sweeper: ReturnType<typeof createSweeper>) {
  const run = () => sweeper({}, lambdaContext("sweeper", randomUUID(), WORKER_SECONDS));
  const schedule = setInterval(() => run().catch(console.error), SWEEP_SECONDS * 1000);
  return { close: async () => clearInterval(schedule) };
}
