import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SQSEvent } from "aws-lambda";
import { createMailEvents } from "../../api/mail-events.ts";
import { createServer } from "../../api/server.ts";
import { awsStores, type Stores } from "../../api/stores.ts";
import { createSweeper } from "../../api/sweeper.ts";
import { createWorker } from "../../api/worker.ts";
import { type AnswerStore, createAnswerStore } from "../../dev/cloud/cloudfront/answer-store.ts";
import { startControlPlane } from "../../dev/cloud/cloudfront/control-plane.ts";
import type { ServiceName } from "../../dev/cloud/faults/call-name.ts";
import { createFaultPlan, type FaultPlan } from "../../dev/cloud/faults/fault.ts";
import { type FaultProxy, startFaultProxy } from "../../dev/cloud/faults/fault-proxy.ts";
import { startFunctionUrl } from "../../dev/cloud/function-url.ts";
import { startHttpApi } from "../../dev/cloud/http-api.ts";
import { DISTRIBUTION_ID } from "../../dev/distribution.ts";
import { issueToken, openIssuer, startJwks } from "../../dev/issuer.ts";
import { type LocalCloud, startLocalCloud } from "../../dev/local-cloud.ts";
import { openTogether } from "../../dev/open-parts.ts";
import { environmentOf } from "../../dev/service-environment.ts";
import { createTransformer } from "../../edge/transformer.ts";
import type { Environment } from "../../lib/aws/environment.ts";
import { API_SECONDS, TRANSFORMER_SECONDS } from "../../lib/limits.ts";

/** Milliseconds that a call may take here, so that one that hangs is known to hang soon. */
const CALL_MS = 1_000;

const EDGE_BYTES = 64 * 2 ** 20;

/** Nobody reads the log here. */
const INVOCATION = { awsRequestId: "acted" };

/** Nothing is asked there: whoever asks the edge again finds nobody. */
const NOWHERE = "http://127.0.0.1:9";

/** The functions as they stand in the cloud, and between them and each service a proxy that faults come from. */
export interface Rig {
  readonly plan: FaultPlan;
  readonly cloud: LocalCloud;
  /** What the edge keeps; nothing but a story fills it, and every invalidation reaches it. */
  readonly edge: AnswerStore;
  /** The same stores without a fault between, to prepare and to look. */
  readonly stores: Stores;
  /** Variables as the functions have them, without a fault between. */
  readonly environment: Environment;
  readonly functions: Functions;
  /** Asks the API as somebody, through the gateway. */
  api(path: string, init: RequestInit & { as: string }): Promise<Response>;
  transformer(key: string): Promise<Response>;
  /** Waits until nothing that was asked for is still being done, answered or not. */
  idle(): Promise<void>;
  /** Ends every fault, and begins new processes. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** The functions that no HTTP leads to. */
export interface Functions {
  worker(event: SQSEvent): ReturnType<ReturnType<typeof createWorker>>;
  sweeper(): ReturnType<ReturnType<typeof createSweeper>>;
  readonly mailEvents: ReturnType<typeof createMailEvents>;
}

export interface RigOptions {
  /** Variables that the functions are to have besides. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Seconds after which Lambda ends the API and the transformer, where not as in the cloud. */
  readonly lifeSeconds?: number;
}

export async function openRig({ settings = {}, lifeSeconds }: RigOptions = {}): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "faults-"));
  const leave = () => rm(folder, { recursive: true });
  return openTogether(
    async (opened) => {
      const issuer = await openIssuer(folder);
      const cloud = opened(await startLocalCloud(folder, []));
      const jwks = opened(await startJwks(issuer));
      const edge = createAnswerStore(EDGE_BYTES);
      const distribution = { distributionId: DISTRIBUTION_ID, invalidate: edge.invalidate };
      const controlPlane = opened(await startControlPlane(distribution));
      const told = { url: NOWHERE, allowedOrigins: [], cloud, controlPlaneUrl: controlPlane.url, issuer };
      const signingKey = "k1.c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0";
      // S3 is asked through a proxy even where nothing is to fail: it alone looks at the clock.
      const s3 = opened(await startFaultProxy({ service: "s3", target: cloud.s3.url, plan: createFaultPlan() }));
      const environment = {
        ...environmentOf({ ...told, jwksUrl: jwks.url, signingKey }),
        ...{ AWS_ENDPOINT_URL_S3: s3.url, PREWARM: "1", DEMAND_SAMPLE: "1", ...settings },
      };

      const plan = createFaultPlan();
      const proxies: FaultProxy[] = [];
      const behind = async (service: ServiceName, target: string) => {
        const proxy = opened(await startFaultProxy({ service, target, plan }));
        proxies.push(proxy);
        return proxy.url;
      };
      const faulty = {
        CALL_MILLISECONDS: `${CALL_MS}`,
        ...environment,
        AWS_ENDPOINT_URL_S3: await behind("s3", cloud.s3.url),
        AWS_ENDPOINT_URL_DYNAMODB: await behind("dynamodb", cloud.dynamoDb.url),
        AWS_ENDPOINT_URL_SQS: await behind("sqs", cloud.sqs.url),
        AWS_ENDPOINT_URL_SES: await behind("ses", cloud.ses.url),
        AWS_ENDPOINT_URL_CLOUDFRONT: await behind("cloudfront", controlPlane.url),
      };

      let processes = startProcesses(faulty);
      const running = new Set<Promise<unknown>>();
      const track = <T>(work: Promise<T>): Promise<T> => {
        const settled = work.catch(() => undefined).finally(() => running.delete(settled));
        running.add(settled);
        return work;
      };
      const api = opened(
        await startHttpApi({
          handler: (...given) => track(processes.server(...given)),
          timeoutSeconds: lifeSeconds ?? API_SECONDS,
        }),
      );
      const handler = awslambda.streamifyResponse<Parameters<typeof processes.transformer>[0], void>((...given) =>
        track(processes.transformer(...given)),
      );
      const transformer = opened(
        await startFunctionUrl({ handler, timeoutSeconds: lifeSeconds ?? TRANSFORMER_SECONDS }),
      );

      return {
        ...{ plan, cloud, edge, environment, stores: awsStores(environment) },
        functions: {
          worker: (event) => processes.worker(event, INVOCATION),
          sweeper: () => processes.sweeper({}, INVOCATION),
          mailEvents: (event) => processes.mailEvents(event),
        },
        async api(path, { as, ...init }) {
          const headers = new Headers(init.headers);
          headers.set("authorization", `Bearer ${await issueToken(issuer, as, `${as}@example.com`)}`);
          return fetch(`${api.url}${path}`, { ...init, headers });
        },
        transformer: (key) => fetch(`${transformer.url}/${key}`),
        async idle() {
          while (running.size > 0) await Promise.all(running);
        },
        async recover() {
          plan.watch();
          for (const proxy of proxies) await proxy.comeBack();
          processes = startProcesses(faulty);
        },
      } satisfies Omit<Rig, "close">;
    },
    { leave },
  );
}

function startProcesses(environment: Environment) {
  return {
    server: createServer(environment),
    transformer: createTransformer(environment),
    worker: createWorker(environment),
    sweeper: createSweeper(environment),
    mailEvents: createMailEvents(environment),
  };
}
