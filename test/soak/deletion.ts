import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bulkCopy } from "../../dev/cloud/s3/bulk-copy.ts";
import { VARIANTS_BUCKET } from "../../dev/local-cloud.ts";
import { variantKey } from "../../lib/url/variant-key.ts";
import { type KillableService, killableService } from "../client/cli/killable-service.ts";
import { PICTURE } from "../faults/story.ts";
import type { Figures } from "./figures.ts";

/** Widths that a variant can have; past them come other qualities. */
const WIDTHS = 4_000;

/** Milliseconds that anything may take. */
const PATIENCE_MS = 120_000;

/**
 * Deletes an image of very many variants, ends the service with SIGKILL when half of them are gone, and says it again.
 *
 * @param count variants, e.g. 10,000
 * @throws Error where one is left, or the receipt counts others than there were
 */
export async function soakDeletion(count: number): Promise<Figures> {
  const dataDir = await mkdtemp(join(tmpdir(), "deletion-"));
  const service = await killableService(dataDir);
  const bucket = join(dataDir, "buckets", VARIANTS_BUCKET);
  const kept = async () => (await readdir(join(bucket, "bytes"))).length;
  try {
    await service.start();
    const id = await uploaded(service);
    await service.kill();
    await seed(bucket, id, count);
    const before = await kept();

    await service.start();
    const deleting = ask(service, `/images/${id}`, { method: "DELETE" }).catch(() => undefined);
    await until(async () => (await kept()) <= before - count / 2);
    await service.kill();
    await deleting;
    const left = await kept();
    if (left === 0) throw new Error("the deletion was over before it could be killed");

    await service.start();
    const { status } = await ask(service, `/images/${id}`, { method: "DELETE" });
    if (status !== 204) throw new Error(`the second deletion was answered ${status}`);
    if ((await kept()) > 0) throw new Error(`${await kept()} variants are left`);
    const receipt = JSON.parse((await ask(service, `/images/${id}/erasure`)).text);
    if (receipt.removed.variants !== before)
      throw new Error(`${before} variants, in the receipt ${receipt.removed.variants}`);
    return {
      variants: before,
      "left at the kill": left,
      "left in the end": 0,
      "in the receipt": receipt.removed.variants,
    };
  } finally {
    await service.kill();
    await rm(dataDir, { recursive: true });
  }
}

async function uploaded(service: KillableService): Promise<string> {
  const headers = { "content-type": "image/jpeg" };
  const { location } = await ask(service, "/upload", { method: "PUT", headers, body: PICTURE });
  const id = location?.replace("/images/", "") ?? "";
  await until(async () => JSON.parse((await ask(service, `/images/${id}`)).text).state === "ready");
  return id;
}

/** Writes variants past the protocol, where the service does not run. */
async function seed(bucket: string, imageId: string, count: number): Promise<void> {
  const keyOf = (_: unknown, number: number) => {
    const transform = { width: 1 + (number % WIDTHS), quality: 5 + 5 * Math.floor(number / WIDTHS) };
    return variantKey({ imageId, transform, extension: "jpeg" });
  };
  await bulkCopy(bucket, `images/${imageId}/`, () => Array.from({ length: count }, keyOf));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > endsAt) throw new Error("it did not come to be in two minutes");
    await sleep(5);
  }
}

async function ask(service: KillableService, path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${await service.token("you")}`, ...init.headers };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(`${service.url}${path}`, { ...init, headers, signal });
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}
