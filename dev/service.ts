import { type Environment, unsignedUrls } from "../lib/aws/environment.ts";
import type { CloudFront } from "./cloud/cloudfront/cloudfront.ts";
import { startControlPlane } from "./cloud/cloudfront/control-plane.ts";
import { DISTRIBUTION_ID } from "./distribution.ts";
import { lockFolder } from "./folder-lock.ts";
import { type FinishedRequest, openFront } from "./front.ts";
import { type Issuer, openIssuer, startJwks } from "./issuer.ts";
import { openKeyValueStore } from "./key-value-store.ts";
import { type LocalCloud, startLocalCloud } from "./local-cloud.ts";
import { localDoors } from "./local-doors.ts";
import { startEdge } from "./local-edge.ts";
import { startLocalFunctions } from "./local-functions.ts";
import { localDialects } from "./local-settings.ts";
import { type Opened, openTogether } from "./open-parts.ts";
import { environmentOf } from "./service-environment.ts";

/** Milliseconds for which closing keeps the data services open to what the functions are at. */
const PATIENCE_MS = 400;

export interface ServiceOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** e.g. `.local` */
  readonly dataDir: string;
  /** Hears of each request when it is over. */
  readonly onRequest?: (request: FinishedRequest) => void;
  /** Variables that the functions are to have besides, e.g. `{ MAX_VARIANTS: "10" }`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Starts the functions elsewhere than in this process. */
  readonly startFunctions?: typeof startLocalFunctions;
}

/** The whole service on this machine. */
export interface Service {
  /** The one address that people use, e.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly issuer: Issuer;
  readonly cloud: LocalCloud;
  /** The variables that the functions have. */
  readonly environment: Environment;
  close(): Promise<void>;
}

/**
 * Starts the whole service: production code, and under it a cloud that speaks AWS's protocols.
 *
 * @throws Error when the port is taken, or another process uses the data folder; nothing is left open then
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const unlock = await lockFolder(options.dataDir);
  return openTogether((opened) => openService(options, opened), { patienceMs: PATIENCE_MS, leave: unlock });
}

async function openService(options: ServiceOptions, opened: Opened): Promise<Omit<Service, "close">> {
  const { dataDir, port, onRequest, startFunctions = startLocalFunctions } = options;
  const front = opened(await openFront(port, onRequest));
  const { url } = front;
  const { ALLOWED_ORIGINS, SIGNING_KEY_IDS, ...wanted } = options.environment ?? {};
  const [issuer, keys] = await Promise.all([openIssuer(dataDir), openKeyValueStore(dataDir, SIGNING_KEY_IDS)]);
  const ownOrigins = [url, url.replace("127.0.0.1", "localhost")];
  const allowedOrigins = [...ownOrigins, ...(ALLOWED_ORIGINS?.split(",") ?? [])];
  const cloud = opened(await startLocalCloud(dataDir, allowedOrigins));
  const jwks = opened(await startJwks(issuer));

  // The functions are told where to invalidate before there is an edge, since the edge is told where they are.
  const edge: { cloudFront?: CloudFront } = {};
  const invalidate = (items: readonly string[]) => edge.cloudFront?.invalidate(items);
  const controlPlane = opened(await startControlPlane({ distributionId: DISTRIBUTION_ID, invalidate }));

  const told = { url, allowedOrigins, cloud, controlPlaneUrl: controlPlane.url, issuer, jwksUrl: jwks.url };
  const environment = { ...environmentOf({ ...told, signingKey: keys.signingKeys }), ...wanted };
  const functions = opened(await startFunctions(environment, environment.QUEUE_URL));
  const cloudFront = await startEdge(cloud, functions, keys, {
    ...unsignedUrls(environment),
    dialects: localDialects(environment),
  });
  edge.cloudFront = cloudFront;
  front.serve(localDoors({ url, issuer, cloud, cloudFront, environment }), cloudFront);
  return { url, issuer, cloud, environment };
}
