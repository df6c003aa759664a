import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SNSEvent, SQSEvent } from "aws-lambda";
import { expect } from "vitest";
import { createMailEvents } from "../../api/mail-events.ts";
import { createServer } from "../../api/server.ts";
import { awsStores } from "../../api/stores.ts";
import { createWorker } from "../../api/worker.ts";
import { startControlPlane } from "../../dev/cloud/cloudfront/control-plane.ts";
import { startFunctionUrl } from "../../dev/cloud/function-url.ts";
import { startHttpApi } from "../../dev/cloud/http-api.ts";
import { DISTRIBUTION_ID } from "../../dev/distribution.ts";
import { issueToken, openIssuer, startJwks } from "../../dev/issuer.ts";
import { startLocalCloud } from "../../dev/local-cloud.ts";
import { environmentOf } from "../../dev/service-environment.ts";
import { createTransformer } from "../../edge/transformer.ts";
import { API_SECONDS, TRANSFORMER_SECONDS } from "../../lib/limits.ts";
import { finishErasure } from "../../lib/operations/erase-image.ts";
import { type SweepCount, sweep } from "../../lib/operations/sweep.ts";
import type { Recorder } from "./recorded-calls.ts";

/** Variants that an image may have here: so few that one too many is soon asked for. */
const SCENE_VARIANTS = 3;

/** The functions as they stand in the cloud, each asked in its own name; nothing else works on what they leave. */
export interface Scene {
  /** What nobody's name is on, for looking and for breaking. */
  readonly stores: ReturnType<typeof awsStores>;
  api(path: string, init?: RequestInit): Promise<Response>;
  transformer(key: string): Promise<Response>;
  worker(message: object): Promise<void>;
  /** What the worker does of a message that was delayed until then. */
  finishErasure(imageId: string, now: Date): Promise<void>;
  sweeper(now: Date): Promise<SweepCount>;
  mailEvents(message: object): Promise<void>;
  close(): Promise<void>;
}

/** Starts the local cloud, and in front of it the functions with no queue, schedule or edge to run them. */
export async function openScene(recorder: Recorder): Promise<Scene> {
  const folder = await mkdtemp(join(tmpdir(), "every-act-"));
  const issuer = await openIssuer(folder);
  const [cloud, jwks] = [await startLocalCloud(folder, []), await startJwks(issuer)];
  const controlPlane = await startControlPlane({ distributionId: DISTRIBUTION_ID, invalidate: () => undefined });
  const told = { url: "http://localhost", allowedOrigins: [], cloud, controlPlaneUrl: controlPlane.url, issuer };
  const signingKey = "k1.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0";
  const environment = {
    ...environmentOf({ ...told, jwksUrl: jwks.url, signingKey }),
    MAX_VARIANTS: `${SCENE_VARIANTS}`,
    ...{ PREWARM: "1", DEMAND_SAMPLE: "1" },
  };

  const server = createServer(environment);
  const makeVariant = createTransformer(environment);
  const work = createWorker(environment);
  const stores = awsStores(environment);
  const readMailEvents = createMailEvents(environment);
  const answer: typeof server = (...given) => recorder.as("Api", () => server(...given));
  const stream: typeof makeVariant = (...given) => recorder.as("Transformer", () => makeVariant(...given));
  const api = await startHttpApi({ handler: answer, timeoutSeconds: API_SECONDS });
  const handler = awslambda.streamifyResponse(stream);
  const transformer = await startFunctionUrl({ handler, timeoutSeconds: TRANSFORMER_SECONDS });
  const authorization = `Bearer ${await issueToken(issuer, "you", "you@example.com")}`;
  return {
    stores,
    api: (path, init) => fetch(`${api.url}${path}`, { ...init, headers: { authorization, ...init?.headers } }),
    transformer: (key) => fetch(`${transformer.url}/${key}`),
    async worker(message) {
      const event = { Records: [{ messageId: "1", body: JSON.stringify(message) }] } as SQSEvent;
      expect(await recorder.as("Worker", () => work(event, { awsRequestId: "acted" }))).toEqual({
        batchItemFailures: [],
      });
    },
    finishErasure: (imageId, now) => recorder.as("Worker", () => finishErasure(stores, imageId, now)),
    sweeper: (now) => recorder.as("Sweeper", () => sweep(stores, now, (error) => expect.unreachable(String(error)))),
    async mailEvents(message) {
      const event = { Records: [{ Sns: { Message: JSON.stringify(message) } }] } as SNSEvent;
      await recorder.as("MailEvents", () => readMailEvents(event));
    },
    async close() {
      for (const each of [api, transformer, controlPlane, jwks, cloud]) await each.close();
      await rm(folder, { recursive: true });
    },
  };
}
