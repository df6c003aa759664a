import { expect, test } from "vitest";
import { SERVICE_DEFAULTS } from "../../lib/defaults.ts";
import { imageData } from "../../lib/image-data.ts";
import type { ImageRecord } from "../../lib/image-record.ts";
import { pictureUrls } from "../../lib/url/picture-urls.ts";

const ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";
const URLS = pictureUrls("https://img.example.com", "off", undefined);

const fresh: ImageRecord = {
  id: ID,
  owner: "9f86d081884c7d659a2feaa0c55ad015",
  createdAt: "2026-07-01T12:00:00.000Z",
  state: "processing",
  sizeBytes: 1234,
  email: "you@example.com",
  defaults: SERVICE_DEFAULTS,
  revision: 0,
  variantCount: 3,
};

const ready: ImageRecord = {
  ...fresh,
  state: "ready",
  proof: { format: "gif", width: 600, height: 400, pages: 12, hasAlpha: true },
  findings: {
    color: "#b4a58c",
    thumbhash: "1QcSHQ",
    renditions: [{ name: "small", width: 320, height: 213, format: "jpeg", sizeBytes: 999 }],
  },
};

test("what is not known yet is null", () => {
  expect(imageData(fresh, URLS)).toEqual({
    id: ID,
    url: `https://img.example.com/images/${ID}/transformation`,
    ...{ width: null, height: null, format: null, sizeBytes: 1234 },
    ...{ state: "processing", createdAt: "2026-07-01T12:00:00.000Z" },
    ...{ thumbhash: null, color: null, focalPoint: null, title: null, labels: [], renditions: [] },
  });
});

test("a picture that is ready tells its size, colors and renditions, with URLs that work", () => {
  expect(imageData(ready, URLS)).toMatchObject({
    ...{ width: 600, height: 400, format: "gif", state: "ready", color: "#b4a58c", thumbhash: "1QcSHQ" },
    renditions: [{ name: "small", url: `https://img.example.com/images/${ID}/transformation?p=small`, width: 320 }],
  });
});

test("a picture that failed says why", () => {
  const problem = { code: "image-undecodable", detail: "This is no picture." } as const;
  expect(imageData({ ...fresh, state: "failed", problem }, URLS)).toMatchObject({ state: "failed", problem });
});

test("a picture that is gone never shows as there", () => {
  expect(imageData({ ...ready, state: "deleted" }, URLS).state).toBe("failed");
});
