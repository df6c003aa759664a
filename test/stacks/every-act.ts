import sharp from "sharp";
import { expect, vi } from "vitest";
import { API_ANSWER_BYTES, DAY_SECONDS, ERASURE_SECOND_PASS_SECONDS } from "../../lib/limits.ts";
import { storeAnswered } from "../../lib/operations/keep-answered.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { openScene, type Scene } from "./acting-functions.ts";
import type { Recorder } from "./recorded-calls.ts";

/** For what a function does after it has answered. */
const LATE = { timeout: 10_000, interval: 50 };

/** Has every function do all that it does, each turn that takes a call of its own included. */
export async function runEveryAct(recorder: Recorder): Promise<void> {
  const scene = await openScene(recorder);
  try {
    const direct = await uploadDirectly(scene);
    const presigned = await uploadPresigned(scene);
    await aim(scene, direct);
    await readAndMake(scene, direct, presigned);
    await askTheTransformer(scene, recorder, direct);
    await scene.mailEvents({
      eventType: "Bounce",
      bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "gone@example.com" }] },
    });
    await deleteAndSweep(scene, direct, presigned);
  } finally {
    await scene.close();
  }
}

async function uploadDirectly(scene: Scene): Promise<string> {
  const imageId = await uploadFrom(scene, { "idempotency-key": "once" });
  // A viewer who is faster than the worker: the transformer makes the mezzanines.
  expect((await scene.transformer(`images/${imageId}/p-small.webp`)).status).toBe(200);
  const rungs = async () => expect((await scene.stores.images.get(imageId))?.rungs).toEqual([1280, 2560]);
  await vi.waitFor(rungs, LATE);
  await scene.worker({ Records: [{ s3: { object: { key: `originals/${imageId}` } } }] });
  return imageId;
}

/** Large enough for mezzanines. */
async function uploadFrom({ api }: Scene, headers: Record<string, string> = {}): Promise<string> {
  const body = new Uint8Array(await quadrants(3000, 2000).jpeg().toBuffer());
  const init = { method: "PUT", headers: { "content-type": "image/jpeg", ...headers }, body };
  const upload = await api("/upload", init);
  expect(upload.status).toBe(200);
  return upload.headers.get("location")!.replace("/images/", "");
}

/** Larger than an answer of the API may be. */
async function uploadPresigned({ api, worker }: Scene): Promise<string> {
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const create = { width: 1400, height: 1400, channels: 3, background: "black", noise } as const;
  const picture = await sharp({ create }).png().toBuffer();
  expect(picture.length).toBeGreaterThan(API_ANSWER_BYTES);
  const body = JSON.stringify({ contentType: "image/png", sizeBytes: picture.length });
  const begun = await api("/upload", { method: "POST", body });
  const { id, url, headers } = (await begun.json()) as { id: string; url: string; headers: Record<string, string> };
  expect((await fetch(url, { method: "PUT", headers, body: new Uint8Array(picture) })).status).toBe(200);
  await worker({ Records: [{ s3: { object: { key: `incoming/${id}` } } }] });
  await worker({ act: "process", imageId: id });
  return id;
}

async function aim({ api, worker }: Scene, imageId: string): Promise<void> {
  const body = JSON.stringify({ focalPoint: [30, 70], title: "Quadrants", labels: ["made"] });
  expect((await api(`/images/${imageId}`, { method: "PATCH", body })).status).toBe(200);
  await worker({ act: "forget", imageId });
  expect((await api(`/images/${imageId}/defaults`, { method: "POST" })).status).toBe(202);
  await worker({ act: "process", imageId });
}

async function readAndMake({ api }: Scene, direct: string, presigned: string): Promise<void> {
  const json = { "content-type": "application/json" };
  const body = JSON.stringify({ transform: { q: 80 }, renditions: {} });
  const asked: readonly (readonly [path: string, init: RequestInit, status: number])[] = [
    ["/images", {}, 200],
    [`/images/${direct}`, {}, 200],
    [`/images/${direct}/explain?w=801`, {}, 200],
    [`/images/${direct}?w=801`, { method: "POST" }, 201],
    [`/images/${direct}?w=801&g=attention&h=300&fit=cover`, { method: "POST" }, 201],
    [`/images/${presigned}`, { method: "POST" }, 201],
    [`/images/${presigned}?fmt=png`, { method: "POST" }, 201],
    [`/images/${presigned}/download`, { method: "POST" }, 201],
    ["/images?label=made&q=quad", {}, 200],
    ["/users/me", {}, 200],
    ["/users/me/notifications", { method: "PUT", body: '{"mail":false}' }, 200],
    ["/users/me/defaults", { method: "PUT", headers: json, body }, 200],
    ["/users/me/defaults", {}, 200],
    ["/users/me/defaults", { method: "DELETE" }, 200],
  ];
  const answers = await inTurn(asked, ([path, init]) => api(path, init));
  expect(answers.map(({ status }) => status)).toEqual(asked.map(([, , status]) => status));
}

async function askTheTransformer({ transformer, stores }: Scene, recorder: Recorder, imageId: string): Promise<void> {
  // A mezzanine's, an original's, data, and one more than an image may have, for which a larger one stands in.
  const keys = ["w-800.webp", "w-800_h-800_fit-cover_g-attention.png", "default.json", "w-640.webp"];
  const answers = await inTurn(keys, async (key) => {
    const answer = await transformer(`images/${imageId}/${key}`);
    // It is stored after its answer, and the next one may have to stand back for it.
    if (!answer.headers.has("x-image-degraded")) await stored(stores, `images/${imageId}/${key}`);
    return answer;
  });
  expect(answers.map(({ status, headers }) => [status, headers.has("x-image-degraded")])).toEqual([
    ...[
      [200, false],
      [200, false],
      [200, false],
    ],
    [200, true],
  ]);
  // Other defaults came while it was being made: what was stored goes again.
  const record = (await stores.images.get(imageId))!;
  const variant = { bytes: Buffer.from("late"), contentType: "image/webp", etag: "" };
  const late = { ...record, revision: record.revision + 1 };
  const storing = recorder.as("Transformer", () =>
    storeAnswered(stores, { record: late }, `images/${imageId}/w-50.webp`, variant),
  );
  expect(await storing).toBe(false);
}

async function stored({ variants }: Scene["stores"], key: string): Promise<void> {
  await vi.waitFor(async () => expect(await variants.get(key)).toBeDefined(), LATE);
}

async function deleteAndSweep(scene: Scene, direct: string, presigned: string): Promise<void> {
  const { api, worker, sweeper, stores } = scene;
  for (const id of [direct, presigned]) {
    await leaveEverything(scene, id);
    expect((await api(`/images/${id}`, { method: "DELETE" })).status).toBe(204);
  }
  expect((await api(`/images/${direct}/erasure`)).status).toBe(200);
  // Whatever comes after the mark goes at once.
  await leaveEverything(scene, direct);
  await worker({ act: "process", imageId: direct });
  await worker({ act: "forget", imageId: direct });
  for (const id of [direct, presigned]) await leaveEverything(scene, id);
  await scene.finishErasure(presigned, later(ERASURE_SECOND_PASS_SECONDS + 1));
  expect(await sweeper(later(ERASURE_SECOND_PASS_SECONDS + 1))).toMatchObject({ erase: 1, process: 0, expire: 0 });

  // One whose message was lost, one whose bytes were, and one that never came.
  await uploadFrom(scene);
  await stores.originals.removeAll(await uploadFrom(scene));
  await api("/upload", { method: "POST", body: JSON.stringify({ contentType: "image/png", sizeBytes: 10 }) });
  expect(await sweeper(later(DAY_SECONDS + 1))).toMatchObject({ erase: 0, process: 2, expire: 1, recount: 1 });

  await uploadFrom(scene);
  expect((await api("/users/me", { method: "DELETE" })).status).toBe(204);
  expect(await sweeper(later(ERASURE_SECOND_PASS_SECONDS + 1))).toMatchObject({ eraseOwner: 1 });
}

/** What writers leave that began before a deletion and ended after it. */
async function leaveEverything({ stores }: Scene, imageId: string): Promise<void> {
  const bytes = Buffer.from("late");
  await stores.originals.put(imageId, bytes, "image/jpeg");
  await stores.originals.putMezzanine(imageId, 1280, { bytes, contentType: "image/jpeg" });
  const incoming = { contentType: "image/png", sizeBytes: bytes.length };
  const { url, headers } = await stores.originals.presignIncoming(imageId, incoming);
  expect((await fetch(url, { method: "PUT", headers, body: new Uint8Array(bytes) })).status).toBe(200);
  await stores.variants.put(`images/${imageId}/w-50.webp`, { bytes, contentType: "image/webp", etag: "" }, "late");
  await stores.markUses.note(imageId, imageId);
}

function later(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
