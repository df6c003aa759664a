import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { FaultKind } from "../../dev/cloud/faults/fault.ts";
import type { WorkerMessage } from "../../lib/stores.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { openRig, type Rig } from "./rig.ts";

const PICTURE = new Uint8Array(await quadrants(60, 40).jpeg().toBuffer());
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#f0f"/></svg>';

let rig: Rig;
beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  rig = await openRig({ settings: { SVG: "on" } });
});
afterAll(() => rig.close());

/** @returns whether the worker has done it; else its message comes again */
async function deliver(act: "admit" | "process", imageId: string): Promise<boolean> {
  const body = JSON.stringify({ act, imageId } satisfies WorkerMessage);
  // The handler reads nothing else of a record.
  const event = { Records: [{ messageId: "1", body }] } as SQSEvent;
  return (await rig.functions.worker(event)).batchItemFailures.length === 0;
}

const stateOf = async (id: string) => (await rig.stores.images.get(id))?.state;

async function uploaded(body: string | Uint8Array<ArrayBuffer>, type: string): Promise<string> {
  const answer = await rig.api("/upload", { method: "PUT", body, headers: { "content-type": type }, as: "ann" });
  return answer.headers.get("location")!.replace("/images/", "");
}

/** An upload whose bytes S3 has, and nobody has judged. */
async function sent(): Promise<string> {
  const announced = JSON.stringify({ contentType: "image/jpeg", sizeBytes: PICTURE.length });
  const begun = await rig.api("/upload", { method: "POST", body: announced, as: "ann" });
  // What our own API answers has the shape that its description says.
  const { id, url, headers } = (await begun.json()) as { id: string; url: string; headers: Record<string, string> };
  await fetch(url, { method: "PUT", headers, body: PICTURE });
  return id;
}

const AWAY: readonly FaultKind[] = ["throttled", "refused"];

describe.each(AWAY)("a picture whose message the worker has at a store that is %s", (kind) => {
  test.each([
    ["s3 GetObject incoming/{id}"],
    ["s3 CopyObject originals/{id}"],
    ["dynamodb UpdateItem images set proof"],
  ])("has not failed at %s, however often it comes, and is ready when that has passed", async (call) => {
    const id = await sent();
    for (let delivery = 0; delivery < 2; delivery++) {
      rig.plan.strike(kind, { call, turn: 1 });
      expect([await deliver("admit", id), rig.plan.hasStruck]).toEqual([false, true]);
      await rig.recover();
      expect(await stateOf(id)).toBe("processing");
    }
    expect([await deliver("admit", id), await deliver("process", id), await stateOf(id)]).toEqual([
      true,
      true,
      "ready",
    ]);
  });
});

test("an SVG that no process can be had to draw has not failed, and is ready when one can", async () => {
  const id = await uploaded(SVG, "image/svg+xml");
  const node = process.execPath;
  process.execPath = "/nowhere/node";
  try {
    expect([await deliver("process", id), await stateOf(id)]).toEqual([false, "processing"]);
  } finally {
    process.execPath = node;
  }
  expect([await deliver("process", id), await stateOf(id)]).toEqual([true, "ready"]);
});

test("a picture is held up by no mark whose original is gone", async () => {
  const mark = await uploaded(PICTURE, "image/jpeg");
  const defaults = JSON.stringify({ transform: {}, renditions: { medium: { w: 40, mark } } });
  expect((await rig.api("/users/me/defaults", { method: "PUT", body: defaults, as: "ann" })).status).toBe(200);
  const id = await uploaded(PICTURE, "image/jpeg");
  await rig.stores.originals.removeAll(mark);
  expect([await deliver("process", id), await stateOf(id)]).toEqual([true, "ready"]);
  const { findings } = (await rig.stores.images.get(id))!;
  expect(findings?.renditions.map(({ name }) => name)).not.toContain("medium");
});
