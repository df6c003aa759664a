import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type KillableService, killableService } from "../client/cli/killable-service.ts";
import { PICTURE } from "../faults/story.ts";
import type { Figures } from "./figures.ts";

/** Clients that upload, look and delete while the service is being killed. */
const CLIENTS = 4;

/** Milliseconds of load before a kill, at the most, once an upload has been acknowledged. */
const LOAD_MS = 1_500;

/** Milliseconds that anything may take, once it runs again, that was under way. */
const PATIENCE_MS = 60_000;

/** What clients were told, which must hold whatever dies. */
interface Acknowledged {
  readonly uploaded: Set<string>;
  readonly deleted: Set<string>;
  /** Deletions that nobody has answered: both is right. */
  readonly doubtful: Set<string>;
}

interface Asking {
  readonly service: KillableService;
  readonly token: string;
  readonly told: Acknowledged;
}

/**
 * Kills the local service with SIGKILL while clients are at it, starts it again, and asks for all that was acknowledged.
 *
 * @throws Error with what is missing
 */
export async function soakKills(times: number, random: () => number): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "kills-"));
  const service = await killableService(folder);
  const told = { uploaded: new Set<string>(), deleted: new Set<string>(), doubtful: new Set<string>() };
  try {
    for (let time = 0; time < times; time++) {
      await service.start();
      const asking = { service, told, token: await service.token("you") };
      await findWhatWasTold(asking);
      const load = Array.from({ length: CLIENTS }, () => runClient(asking, random));
      await firstAnswer(told, told.uploaded.size);
      await sleep(random() * LOAD_MS);
      await service.kill();
      await Promise.all(load);
    }
    await service.start();
    const asking = { service, told, token: await service.token("you") };
    await findWhatWasTold(asking);
    await findFinished(asking);
  } finally {
    await service.kill();
    await rm(folder, { recursive: true });
  }
  return { kills: times, "uploads acknowledged": told.uploaded.size, "deletions acknowledged": told.deleted.size };
}

/** A death before anything was acknowledged would prove nothing. */
async function firstAnswer({ uploaded }: Acknowledged, before: number): Promise<void> {
  const endsAt = performance.now() + PATIENCE_MS;
  while (uploaded.size === before) {
    if (performance.now() > endsAt) throw new Error("no upload was answered for a minute");
    await sleep(10);
  }
}

/** Uploads, looks, and deletes every other one, until nobody answers. */
async function runClient(asking: Asking, random: () => number): Promise<void> {
  const { told } = asking;
  for (;;) {
    const headers = { "content-type": "image/jpeg", "idempotency-key": randomUUID() };
    const answer = await ask(asking, "/upload", { method: "PUT", headers, body: PICTURE });
    if (answer === undefined) return;
    if (answer.status !== 200) throw new Error(`an upload was answered ${answer.status}`);
    const id = answer.headers.get("location")!.replace("/images/", "");
    told.uploaded.add(id);
    if ((await ask(asking, `/images/${id}/transformation?w=100`)) === undefined) return;
    if (random() < 0.5 && !(await erase(asking, id))) return;
  }
}

async function erase(asking: Asking, id: string): Promise<boolean> {
  const { deleted, doubtful } = asking.told;
  doubtful.add(id);
  const answer = await ask(asking, `/images/${id}`, { method: "DELETE" });
  if (answer?.status !== 204) return false;
  doubtful.delete(id);
  deleted.add(id);
  return true;
}

/** Every picture that was acknowledged, byte for byte, and none that was deleted. */
async function findWhatWasTold(asking: Asking): Promise<void> {
  const { uploaded, deleted, doubtful } = asking.told;
  for (const id of uploaded) {
    if (doubtful.has(id)) continue;
    const answer = await ask(asking, `/images/${id}`, { method: "POST" });
    if (deleted.has(id) && answer?.status !== 404) throw new Error(`${id} was deleted, and is ${answer?.status}`);
    if (deleted.has(id)) continue;
    const isIt = answer?.status === 201 && PICTURE.every((byte, at) => byte === answer.bytes[at]);
    if (!isIt) throw new Error(`${id} was acknowledged, and is ${answer?.status}`);
  }
}

/** In the end the worker has been through with all of them. */
async function findFinished(asking: Asking): Promise<void> {
  const { uploaded, deleted, doubtful } = asking.told;
  const endsAt = performance.now() + PATIENCE_MS + uploaded.size * 1_000;
  for (const id of uploaded) {
    if (deleted.has(id) || doubtful.has(id)) continue;
    for (let state = ""; state !== "ready"; await sleep(50)) {
      const answer = await ask(asking, `/images/${id}`);
      state = JSON.parse(Buffer.from(answer?.bytes ?? "{}").toString()).state;
      if (performance.now() > endsAt) throw new Error(`${id} is still ${state}`);
    }
  }
}

/** @returns `undefined` where nobody answers */
async function ask({ service, token }: Asking, path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${token}`, ...init.headers };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await fetch(`${service.url}${path}`, { ...init, headers, signal });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return undefined;
  }
}
