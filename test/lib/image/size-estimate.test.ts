import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { SERVICE_DEFAULTS } from "../../../lib/defaults.ts";
import { planRendering } from "../../../lib/image/plan.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import { estimateSize } from "../../../lib/image/size-estimate.ts";
import type { ProvenImage, Rendition } from "../../../lib/image-record.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { transformOf } from "../url/meaning.ts";

type Asked = Parameters<typeof planRendering>[2];

/** A picture as the worker has left it, its renditions made in the usual sizes. */
async function processed(original: Uint8Array): Promise<ProvenImage> {
  const proof = await provePicture(original);
  const renditions: Rendition[] = [];
  for (const [name, transform] of Object.entries(SERVICE_DEFAULTS.renditions)) {
    const { width, height, format, bytes } = await render(original, planRendering(proof, transform, "auto", []));
    renditions.push({ name, width, height, format, sizeBytes: bytes.length });
  }
  return {
    ...{ id: "0".repeat(26), owner: "0".repeat(32), createdAt: "2026-11-01T00:00:00.000Z", state: "ready" },
    ...{ sizeBytes: original.length, defaults: SERVICE_DEFAULTS, revision: 0, variantCount: 0, proof },
    findings: { color: "#808080", thumbhash: "", renditions },
  };
}

function estimate(image: ProvenImage, transform: Transform, as: Asked) {
  return estimateSize(image, planRendering(image.proof, transform, as, [], image.sizeBytes));
}

/** How many times more or fewer bytes are foretold than there are, 1 or more. */
async function factor(original: Uint8Array, image: ProvenImage, query: string, as: Asked): Promise<number> {
  const transform = await transformOf(query, "exact");
  const { bytes } = await render(original, planRendering(image.proof, transform, as, [], image.sizeBytes));
  const foretold = estimate(image, transform, as)!.sizeBytes;
  return Math.max(foretold / bytes.length, bytes.length / foretold);
}

describe("of a photograph with renditions", () => {
  let original: Buffer;
  let image: ProvenImage;
  beforeAll(async () => {
    original = await readFile("dev/demo/sunset.jpg");
    image = await processed(original);
  });

  test.each([
    ["w=640", "auto"],
    ["w=640", "auto-webp"],
    ["w=640", "auto-avif"],
    ["w=200", "auto-avif"],
    ["w=1280", "webp"],
    ["w=500&h=500&fit=cover", "jpeg"],
    ["w=400&rot=90", "webp"],
    ["w=640&q=40", "jpeg"],
    ["w=640&q=90", "webp"],
    ["w=640&q=80", "avif"],
  ] as const)("the bytes of ?%s as %s are foretold within 1.6 times", async (query, as) => {
    expect(await factor(original, image, query, as)).toBeLessThan(1.6);
  });

  test.each([
    ["w=640", "png"],
    ["w=640&lossless=1", "webp"],
    ["w=640", "gif"],
  ] as const)("those of ?%s as %s, without loss, within 2.5 times", async (query, as) => {
    expect(await factor(original, image, query, as)).toBeLessThan(2.5);
  });

  test("they are never more than the original's where the answer is held to that", () => {
    expect(estimate({ ...image, sizeBytes: 5_000 }, { width: 800 }, "auto")!.sizeBytes).toBe(5_000);
  });

  test("renditions of other defaults than are frozen now say nothing", () => {
    const defaults = { ...SERVICE_DEFAULTS, renditions: { small: { width: 99 } } };
    expect(estimate({ ...image, defaults }, { width: 640 }, "auto")!.basis).toBe("photographs");
  });
});

test("without renditions it is what photographs usually have, and is said to be", async () => {
  const { findings, ...image } = await processed(await readFile("dev/demo/sunset.jpg"));
  const [jpeg, avif] = (["jpeg", "avif"] as const).map((as) => estimate(image, { width: 640 }, as)!);
  expect([jpeg!.basis, avif!.basis]).toEqual(["photographs", "photographs"]);
  expect(avif!.sizeBytes).toBeLessThan(jpeg!.sizeBytes);
});

test("what is held to the original's bytes is told in two digits too", async () => {
  const original = await readFile("dev/demo/sunset.jpg");
  const image = { ...(await processed(original)), sizeBytes: 12_345 };
  expect(estimate(image, { width: 1600 }, "auto")!.sizeBytes).toBe(12_000);
});

test("a drawing's PNG is foretold by its renditions, and its WebP is less", async () => {
  const original = await quadrants(1_800, 1_200).png().toBuffer();
  const image = await processed(original);
  expect(await factor(original, image, "w=640", "png")).toBeLessThan(3);
  expect(estimate(image, { width: 640 }, "webp")!.sizeBytes).toBeLessThan(
    estimate(image, { width: 640 }, "png")!.sizeBytes,
  );
});

test("an animation has an estimate as its renditions' type alone", async () => {
  const frames = Buffer.from(Array.from({ length: 120 * 80 * 3 * 4 }, (_, at) => (at * 31) % 251));
  const raw = { width: 120, height: 320, channels: 3, pageHeight: 80 } as const;
  const image = await processed(await sharp(frames, { raw }).gif().toBuffer());
  expect(estimate(image, { width: 50 }, "gif")!.basis).toBe("renditions");
  expect(estimate(image, { width: 50 }, "webp")).toBeUndefined();
  expect(estimate(image, { width: 50, animated: false }, "jpeg")!.basis).toBe("photographs");
});

test("an SVG has none", async () => {
  const image = await processed(
    await sharp({ create: { width: 9, height: 9, channels: 3, background: "#fff" } })
      .png()
      .toBuffer(),
  );
  const proof = { ...image.proof, format: "svg" } as const;
  expect(estimate({ ...image, proof }, { width: 9 }, "webp")).toBeUndefined();
});
