import type { IncomingMessage, ServerResponse } from "node:http";
import { type Environment, unsignedUrls } from "../lib/aws/environment.ts";
import { listKeys } from "../lib/aws/list-keys.ts";
import { DIRECT_UPLOAD_BYTES, PRESIGNED_UPLOAD_BYTES } from "../lib/limits.ts";
import { PROBLEM_TYPE, problemBody } from "../lib/problem-answer.ts";
import type { CloudFront } from "./cloud/cloudfront/cloudfront.ts";
import type { DoorAnswer } from "./door-answer.ts";
import { inboxJson, inboxPage } from "./inbox.ts";
import { type Issuer, issueToken } from "./issuer.ts";
import type { LocalCloud } from "./local-cloud.ts";
import { localDialects } from "./local-settings.ts";
import { isPlaygroundPath, openPlayground } from "./playground-door.ts";
import { DISCOVERY_PATH, type SignInDoor, signInDoors } from "./sign-in-doors.ts";

/** Doors that only the local service has, in front of the edge. */
export interface LocalDoors {
  /** @returns false for what is the edge's to answer */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

export interface LocalDoorsParts {
  readonly url: string;
  readonly issuer: Issuer;
  readonly cloud: LocalCloud;
  readonly cloudFront: CloudFront;
  readonly environment: Environment;
}

/** Where the playground gets a token without asking who is there. */
const TOKEN_PATH = "/_local/token";

/** Whoever is at this machine, as `npm run token` has it. */
const YOU = "you";

/** The inbox, the playground, signing in, and what tests ask: keys, counts, an empty edge. */
export function localDoors(parts: LocalDoorsParts): LocalDoors {
  const { cloud, cloudFront, environment } = parts;
  const doors: Record<string, SignInDoor> = {
    ...signInDoors(parts.issuer, parts.url),
    "GET /config.json": async () => json(configuration(parts)),
    "GET /inbox": async () => page(inboxPage(await cloud.ses.mails())),
    "GET /inbox.json": async () => json(inboxJson(await cloud.ses.mails())),
    [`POST ${TOKEN_PATH}`]: async () => json({ token: await issueToken(parts.issuer, YOU, `${YOU}@example.com`) }),
    "GET /_local/keys": async () => json(await listKeys(environment)),
    "GET /_local/counts": async () => json(counts(cloudFront)),
    "POST /_local/edge/empty": async () => {
      cloudFront.empty();
      return { status: 204, type: "text/plain", body: "" };
    },
  };
  const playground = openPlayground();
  return {
    handle(request, response) {
      const path = (request.url ?? "").split("?")[0]!;
      const method = request.method === "HEAD" ? "GET" : request.method;
      const own = new Map(Object.entries(doors)).get(`${method} ${path}`);
      const door = own ?? (method === "GET" && isPlaygroundPath(path) ? () => playground(path) : undefined);
      if (door === undefined || !isOwn(request, parts.url)) return false;
      send(response, door(request));
      return true;
    },
  };
}

/**
 * Whether a request was meant for this service: a page of somebody else can send one here, and a name of somebody else
 * can point here, but neither can say so in `Origin` and `Host`.
 */
function isOwn({ headers }: IncomingMessage, url: string): boolean {
  const { port } = new URL(url);
  const hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  const { host = "", origin } = headers;
  return hosts.includes(host) && (origin === undefined || hosts.some((each) => origin === `http://${each}`));
}

function send(response: ServerResponse, answer: Promise<DoorAnswer>): void {
  answer.then(
    ({ status, type, body, headers }) => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
      response.end(body);
    },
    (error: unknown) => {
      console.error(error);
      const detail = "The local door failed; the log says why.";
      response.writeHead(500, { "content-type": PROBLEM_TYPE, "cache-control": "no-store" });
      response.end(problemBody(500, "Internal Server Error", { code: "internal-error", detail }));
    },
  );
}

/** What a page needs to know of the service. */
function configuration({ url, issuer, environment }: LocalDoorsParts): object {
  return {
    publicUrl: url,
    issuer: issuer.iss,
    audience: issuer.aud,
    discoveryUrl: `${url}${DISCOVERY_PATH}`,
    tokenUrl: TOKEN_PATH,
    directUploadBytes: DIRECT_UPLOAD_BYTES,
    presignedUploadBytes: PRESIGNED_UPLOAD_BYTES,
    ...unsignedUrls(environment),
    dialects: localDialects(environment),
    acceptsSvg: environment.SVG === "on",
  };
}

function counts({ counts: { edgeHits, originCalls, originHits } }: CloudFront): object {
  return { transformerCalls: originCalls.transformer ?? 0, variantHits: originHits.variants ?? 0, edgeHits };
}

function json(value: unknown): DoorAnswer {
  return { status: 200, type: "application/json", body: `${JSON.stringify(value, null, 2)}\n` };
}

function page(html: string): DoorAnswer {
  return { status: 200, type: "text/html; charset=utf-8", body: html };
}
