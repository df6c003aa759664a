import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ImageData } from "../../lib/image-data.ts";
import { DIRECT_UPLOAD_BYTES } from "../../lib/limits.ts";
import type { Picture } from "../pictures/picture.ts";
import { startServer } from "../servers/server-process.ts";
import type { Usage } from "../servers/usage.ts";

/** The local service, in a process of its own, and what has been uploaded to it. */
export interface Service {
  /** Its process's id. */
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The id of each uploaded picture, by its file's name. */
  readonly imageIds: ReadonlyMap<string, string>;
  usage(): Promise<Usage>;
  upload(folder: string, picture: Picture): Promise<Upload>;
  close(): Promise<void>;
}

/** How long an upload took, in milliseconds. */
export interface Upload {
  readonly id: string;
  /** Until the API's answer; for a presigned upload, until S3's. */
  readonly answeredMs: number;
  /** Until the worker was done: mezzanines, renditions, color. */
  readonly readyMs: number;
}

interface Greeting {
  readonly url: string;
  readonly token: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SERVER = fileURLToPath(new URL("../servers/service.server.ts", import.meta.url));

/** Milliseconds between two looks at an image that is being processed, and for how long it is looked at. */
const LOOK_AGAIN_MS = 20;
const PROCESSING_MS = 120_000;

/**
 * Starts it.
 *
 * @param dataDir an empty folder, or one that a service has left
 */
export async function startLocalService(dataDir: string): Promise<Service> {
  const server = await startServer(SERVER, isGreeting, { args: [dataDir], nodeArgs: ["--import", "tsx"] });
  const { url, token, environment } = server.greeting;
  const imageIds = new Map<string, string>();
  const authorization = `Bearer ${token}`;
  return {
    pid: server.pid,
    url,
    token,
    environment,
    imageIds,
    usage: server.usage,
    close: server.close,
    async upload(folder, picture) {
      const bytes = new Uint8Array(await readFile(join(folder, picture.name)));
      const began = performance.now();
      const send = bytes.length > DIRECT_UPLOAD_BYTES ? sendPresigned : sendDirectly;
      const id = await send(url, authorization, `image/${picture.format}`, bytes);
      const answeredMs = performance.now() - began;
      await untilReady(`${url}/images/${id}`, authorization);
      imageIds.set(picture.name, id);
      return { id, answeredMs, readyMs: performance.now() - began };
    },
  };
}

function isGreeting(message: unknown): message is Greeting {
  return typeof message === "object" && message !== null && "token" in message && "environment" in message;
}

async function sendDirectly(url: string, authorization: string, type: string, body: Uint8Array<ArrayBuffer>) {
  const headers = { authorization, "content-type": type };
  const response = await good(await fetch(`${url}/upload`, { method: "PUT", headers, body }));
  return (response.headers.get("location") ?? "").split("/").at(-1) ?? "";
}

async function sendPresigned(url: string, authorization: string, contentType: string, body: Uint8Array<ArrayBuffer>) {
  const asked = { contentType, sizeBytes: body.length };
  const headers = { authorization, "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(asked) };
  const begun = (await (await good(await fetch(`${url}/upload`, init))).json()) as {
    id: string;
    url: string;
    headers: Record<string, string>;
  };
  await good(await fetch(begun.url, { method: "PUT", headers: begun.headers, body }));
  return begun.id;
}

async function untilReady(address: string, authorization: string): Promise<void> {
  const deadline = performance.now() + PROCESSING_MS;
  while (performance.now() < deadline) {
    const response = await good(await fetch(address, { headers: { authorization } }));
    const data = (await response.json()) as ImageData;
    if (data.state === "failed") throw new Error(`${address} could not be processed: ${data.problem?.detail}`);
    if (data.state === "ready") return;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error(`${address} was not ready after ${PROCESSING_MS / 1000} s.`);
}

async function good(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${response.url} was answered ${response.status}: ${await response.text()}`);
}
