import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { issueToken } from "../../dev/issuer.ts";
import { type Service, startService } from "../../dev/service.ts";

/** A service of its own, and a client that asks it as people do. */
export interface Client {
  readonly url: string;
  readonly service: Service;
  /** Asks as a user, by default the one who uploads. */
  ask(path: string, init?: RequestInit & { as?: string | null; accept?: string }): Promise<Response>;
  /** Uploads a picture and tells its id. */
  upload(bytes: Uint8Array, as?: string): Promise<string>;
  /** Waits until the worker is done with an image. */
  settled(imageId: string, as?: string): Promise<ImageJson>;
  keys(): Promise<{ originals: string[]; variants: string[]; images: string[] }>;
  /** Waits until a variant is stored, which is after its answer. @param key e.g. `images/01jd3v…/w-640.auto` */
  stored(key: string): Promise<void>;
  counts(): Promise<{ transformerCalls: number; variantHits: number; edgeHits: number }>;
  mails(): Promise<{ to: string[]; subject: string; html: string; text: string }[]>;
  close(): Promise<void>;
}

/** What tests read of an image's data. */
export interface ImageJson {
  readonly id: string;
  readonly state: string;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly sizeBytes: number;
  readonly color: string;
  readonly thumbhash: string;
  readonly problem?: { readonly code: string };
  readonly url: string;
  readonly renditions: { name: string; url: string; width: number; height: number; sizeBytes: number }[];
}

export const OWNER = "you";

/** Milliseconds between two looks at what is not there yet. */
const LOOK_AGAIN_MS = 50;

/**
 * Starts a service in a temporary folder on a free port.
 *
 * @param environment e.g. `{ MAX_VARIANTS: "3" }`
 */
export async function startClient(environment: Readonly<Record<string, string>> = {}): Promise<Client> {
  const dataDir = await mkdtemp(join(tmpdir(), "darkroom-"));
  const service = await startService({ port: 0, dataDir, environment });
  const { url } = service;
  const tokens = new Map<string, Promise<string>>();

  const tokenOf = (name: string) => {
    const token = tokens.get(name) ?? issueToken(service.issuer, name, `${name}@example.com`);
    tokens.set(name, token);
    return token;
  };
  const ask: Client["ask"] = async (path, { as = OWNER, accept, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (as !== null && !headers.has("authorization")) headers.set("authorization", `Bearer ${await tokenOf(as)}`);
    if (accept !== undefined) headers.set("accept", accept);
    return fetch(path.startsWith("http") ? path : `${url}${path}`, { redirect: "manual", ...init, headers });
  };
  const local = async <T>(path: string) => (await (await ask(path, { as: null })).json()) as T;

  const keys = () => local<Awaited<ReturnType<Client["keys"]>>>("/_local/keys");

  return {
    url,
    service,
    ask,
    async upload(bytes, as = OWNER) {
      const headers = { "content-type": "image/jpeg" };
      const response = await ask("/upload", { method: "PUT", body: new Uint8Array(bytes), headers, as });
      if (response.status !== 200) throw new Error(`upload answered ${response.status}: ${await response.text()}`);
      return response.headers.get("location")!.replace("/images/", "");
    },
    async settled(imageId, as = OWNER) {
      for (;;) {
        const data = (await (await ask(`/images/${imageId}`, { as })).json()) as ImageJson;
        if (data.state !== "processing") return data;
        await setTimeout(LOOK_AGAIN_MS);
      }
    },
    keys,
    async stored(key) {
      while (!(await keys()).variants.includes(key)) await setTimeout(LOOK_AGAIN_MS);
    },
    counts: () => local("/_local/counts"),
    mails: () => local("/inbox.json"),
    async close() {
      await service.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** The stable code of a problem answer, with its status; fails on anything that is no problem. */
export async function problemOf(response: Response): Promise<{ status: number; code: string }> {
  const type = response.headers.get("content-type");
  if (type !== "application/problem+json") throw new Error(`${response.status} ${type} is no problem answer`);
  const { status, code, detail } = (await response.json()) as { status: number; code: string; detail: string };
  if (status !== response.status) throw new Error(`the body says ${status}, the answer ${response.status}`);
  if (detail.length < 10) throw new Error("the detail is no sentence");
  return { status, code };
}
