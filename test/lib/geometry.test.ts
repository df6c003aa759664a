import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { geometryOf, type Size } from "../../lib/geometry.ts";
import type { Transform } from "../../lib/url/parameters.ts";
import { anyRequest } from "./url/any-request.ts";
import { meaningOf } from "./url/meaning.ts";
import { plainQuery } from "./url/spelling.ts";

/** e.g. `600×400` */
function text({ width, height }: Size): string {
  return `${width}×${height}`;
}

function sizes(original: string, transform: Transform): { scaled: string; output: string } {
  const [width, height] = original.split("×").map(Number);
  const { scaled, output } = geometryOf({ width: width!, height: height! }, transform);
  return { scaled: text(scaled), output: text(output) };
}

test.each<[string, Transform, string]>([
  ["600×400", {}, "600×400"],
  ["6000×4000", {}, "2560×1707"],
  ["4000×6000", {}, "1707×2560"],
  ["600×400", { width: 300 }, "300×200"],
  ["600×400", { height: 100 }, "150×100"],
  ["600×400", { width: 1200 }, "600×400"],
  ["600×400", { width: 1200, enlarge: true }, "1200×800"],
  ["600×400", { width: 300, height: 300 }, "300×200"],
  ["600×400", { width: 300, height: 300, fit: "outside" }, "450×300"],
  ["600×400", { width: 300, height: 300, fit: "fill" }, "300×300"],
  ["600×400", { width: 900, height: 300, fit: "fill" }, "600×300"],
  ["600×400", { width: 900, height: 300, fit: "fill", enlarge: true }, "900×300"],
  ["3000×1", { width: 16 }, "16×1"],
  ["1×1", { width: 4096, enlarge: true }, "4096×4096"],
])("%s with %j is scaled to %s", (original, transform, size) => {
  expect(sizes(original, transform)).toEqual({ scaled: size, output: size });
});

test.each<[string, Transform, string, string]>([
  ["600×400", { width: 300, height: 300, fit: "cover" }, "450×300", "300×300"],
  ["600×400", { width: 1200, height: 400, fit: "cover" }, "600×400", "600×200"],
  ["600×400", { width: 1200, height: 400, fit: "cover", enlarge: true }, "1200×800", "1200×400"],
  ["600×400", { width: 300, height: 300, fit: "contain" }, "300×200", "300×300"],
  ["600×400", { width: 900, height: 900, fit: "contain" }, "600×400", "900×900"],
  ["600×400", { width: 900, height: 900, fit: "contain", enlarge: true }, "900×600", "900×900"],
  ["600×400", { width: 300, fit: "cover" }, "300×200", "300×200"],
])("%s with %j is scaled to %s and answered as %s", (original, transform, scaled, output) => {
  expect(sizes(original, transform)).toEqual({ scaled, output });
});

test("a pad lies outside of the box, whatever the fit", () => {
  expect(sizes("600×400", { width: 300, pad: 10 })).toEqual({ scaled: "300×200", output: "320×220" });
  const box = { width: 300, height: 300, pad: 10 };
  expect(sizes("600×400", { ...box, fit: "cover" })).toEqual({ scaled: "450×300", output: "320×320" });
  expect(sizes("600×400", { ...box, fit: "contain" })).toEqual({ scaled: "300×200", output: "320×320" });
});

test("a quarter turn comes before the size", () => {
  expect(sizes("600×400", { width: 200, rotate: "90" }).output).toBe("200×300");
  expect(sizes("600×400", { width: 200, rotate: "180" }).output).toBe("200×133");
});

describe("a rectangle of the original", () => {
  const original = { width: 600, height: 400 };

  test.each([
    [[0, 0, 600, 400], { left: 0, top: 0, width: 600, height: 400 }],
    [[500, 300, 200, 200], { left: 500, top: 300, width: 100, height: 100 }],
    [[599, 399, 1, 1], { left: 599, top: 399, width: 1, height: 1 }],
    [[600, 0, 10, 10], undefined],
    [[0, 400, 10, 10], undefined],
  ])("%j is clipped to %j", (rect, cut) => {
    expect(geometryOf(original, { rect }).cut).toEqual(cut);
  });

  test("is what the size is of, turned after it is cut", () => {
    expect(sizes("600×400", { rect: [0, 0, 100, 50], width: 50 }).output).toBe("50×25");
    expect(sizes("600×400", { rect: [0, 0, 100, 50], rotate: "90" }).output).toBe("50×100");
  });
});

const anyEdge = fc.integer({ min: 1, max: 16_384 });

test("whatever is asked of a picture, its pixels fit together", async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, anyEdge, anyEdge, async (asked, width, height) => {
      const meaning = await meaningOf(plainQuery(asked), "exact");
      if ("transform" in meaning) checkFit({ width, height }, meaning.transform);
    }),
    { numRuns: 300 },
  );
});

function checkFit(original: Size, transform: Transform): void {
  const { cut = { left: 0, top: 0, ...original }, scaled, shown, output } = geometryOf(original, transform);
  const sides = [scaled, shown, output].flatMap(({ width, height }) => [width, height]);
  expect(sides.every((px) => Number.isInteger(px) && px > 0)).toBe(true);
  expect(isWithin({ width: cut.left + cut.width, height: cut.top + cut.height }, original)).toBe(true);
  const isTurned = transform.rotate === "90" || transform.rotate === "270";
  const turned = isTurned ? { width: cut.height, height: cut.width } : cut;
  if (!transform.enlarge) expect(isWithin(scaled, turned)).toBe(true);
  expect(isWithin(shown, scaled)).toBe(true);
  if (transform.fit !== "cover") expect(shown).toEqual(scaled);
  const around = 2 * (transform.pad ?? 0);
  const box = { width: output.width - around, height: output.height - around };
  if (transform.fit === "contain") expect(isWithin(shown, box)).toBe(true);
  else expect(box).toEqual(shown);
}

function isWithin(inner: Size, outer: Size): boolean {
  return inner.width <= outer.width && inner.height <= outer.height;
}
