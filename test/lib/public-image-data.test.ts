import { expect, test } from "vitest";
import { SERVICE_DEFAULTS } from "../../lib/defaults.ts";
import type { ImageRecord, Proof } from "../../lib/image-record.ts";
import { publicImageData } from "../../lib/public-image-data.ts";

const LADDER = [16, 320, 600, 640, 1280];

const proof: Proof = { format: "gif", width: 600, height: 400, pages: 3, hasAlpha: true };

/** As it is of records that are older than half of what is told. */
const plain: ImageRecord = {
  id: "01jd3v8z9x7w6v5t4s3r2q1p0n",
  owner: "9f86d081884c7d659a2feaa0c55ad015",
  createdAt: "2026-07-01T12:00:00.000Z",
  state: "ready",
  sizeBytes: 1234,
  email: "you@example.com",
  title: "Ada at the sea",
  labels: ["private"],
  defaults: SERVICE_DEFAULTS,
  revision: 0,
  variantCount: 3,
  proof,
  findings: {
    color: "#b4a58c",
    thumbhash: "1QcSHQ",
    renditions: [{ name: "small", width: 320, height: 213, format: "jpeg", sizeBytes: 999 }],
  },
};

const dataOf = (changed: Partial<Proof>) => publicImageData({ ...plain, proof: { ...proof, ...changed } }, LADDER);

test("who has a variant's URL learns of the picture and nothing of its owner, and what nobody noted is null", () => {
  expect(publicImageData(plain, LADDER)).toEqual({
    ...{ id: plain.id, width: 600, height: 400, format: "gif", sizeBytes: 1234 },
    ...{ hasAlpha: true, isAnimated: true, pages: 3, animation: null },
    ...{ colorSpace: null, isWideGamut: false, hasContentCredentials: false },
    ...{ thumbhash: "1QcSHQ", color: "#b4a58c", palette: null, focalPoint: null },
    widths: [16, 320, 600],
    renditions: [{ name: "small", width: 320, height: 213 }],
  });
});

test.each([
  [[40], [40, 40, 40]],
  [
    [40, 60, 80],
    [40, 60, 80],
  ],
])("delays noted as %j are those of each frame", (delays, durations) => {
  expect(dataOf({ timing: { delays, loop: 2 } }).animation).toEqual({ durations, loop: 2 });
});

test("a picture of one page is no animation", () => {
  expect(dataOf({ pages: 1 })).toMatchObject({ isAnimated: false, animation: null });
});

test("a drawing fills every size", () => {
  expect(dataOf({ format: "svg", pages: 1 }).widths).toEqual(LADDER);
});

test("renditions of defaults that were replaced are none", () => {
  const remake = { because: "defaults", askedAt: plain.createdAt } as const;
  expect(publicImageData({ ...plain, remake }, LADDER).renditions).toEqual([]);
});
