import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { quadrants } from "../pictures/quadrants.ts";
import type { Clock } from "./clock.ts";
import { type HandQueue, openQueue } from "./queue.ts";
import { openRig, type Rig } from "./rig.ts";

/** What is to become of an image, as far as its owner has been told. */
export type Fate = "kept" | "refused" | "deleted";

/** One owner's doings on a rig, and what must hold of them in the end. */
export interface Story {
  readonly rig: Rig;
  readonly queue: HandQueue;
  readonly clock: Clock;
  /** The owner's name; nobody else has it. */
  readonly name: string;
  readonly fates: Map<string, Fate>;
  /** What was seen that must not be. */
  readonly violations: string[];
  ask(path: string, init?: RequestInit): Promise<Told>;
  /** @param key of a variant, e.g. `images/{id}/w-200.jpeg` */
  view(key: string): Promise<Told>;
}

/** What a client was told, and with which words. */
export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Long enough to have a mezzanine, and small enough to be made in no time. */
export const PICTURE = new Uint8Array(await quadrants(1_300, 8).jpeg().toBuffer());

export const NO_PICTURE = new Uint8Array(Buffer.concat([PICTURE.subarray(0, 400), Buffer.alloc(40)]));

export interface Stage {
  readonly rig: Rig;
  readonly queue: HandQueue;
  readonly clock: Clock;
}

export async function openStage(clock: Clock): Promise<Stage & { close(): Promise<void> }> {
  const rig = await openRig();
  return { rig, clock, queue: openQueue(rig), close: rig.close };
}

export function beginStory(stage: Stage): Story {
  const violations: string[] = [];
  const name = randomUUID();
  // What a process would have answered that is dead by then, nobody has seen.
  const seen = (violation: string) => void (stage.rig.plan.isKilled || violations.push(violation));
  return {
    ...{ ...stage, name, violations, fates: new Map() },
    async ask(path, init = {}) {
      return told(await stage.rig.api(path, { ...init, as: name }), path, seen);
    },
    async view(key) {
      return told(await stage.rig.transformer(key), key, seen);
    },
  };
}

/** Whatever is wrong below, the answer is a whole one of ours: a picture, or a problem that says when to come again. */
async function told(response: Response, what: string, seen: (violation: string) => void): Promise<Told> {
  const { status, headers } = response;
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = headers.get("content-type") ?? "";
  if (status >= 400 && type !== "application/problem+json") seen(`${what}: ${status} is no problem answer`);
  if (status >= 500 && status !== 503) seen(`${what}: answered ${status}`);
  if (status === 503 && !headers.has("retry-after")) seen(`${what}: 503 does not say when to come again`);
  if (type.startsWith("image/") && !(await isWhole(bytes))) seen(`${what}: half a picture was answered`);
  return { status, headers, bytes };
}

/** Whether a picture can be decoded to its end. */
export async function isWhole(bytes: Uint8Array): Promise<boolean> {
  return sharp(bytes, { failOn: "warning" })
    .stats()
    .then(({ channels }) => channels.length > 0)
    .catch(() => false);
}
