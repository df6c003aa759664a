import { describe, expect, test } from "vitest";
import { planRendering } from "../../lib/image/plan.ts";
import type { Proof } from "../../lib/image-record.ts";
import { likelyRung, rungsOf } from "../../lib/rungs.ts";
import type { Transform } from "../../lib/url/parameters.ts";
import type { Extension } from "../../lib/url/variant-key.ts";

const PHOTO: Proof = { format: "jpeg", width: 6000, height: 4000, pages: 1, hasAlpha: false };

describe("the mezzanines of a picture", () => {
  test.each<[string, Partial<Proof>, number[]]>([
    ["a large photograph", {}, [1280, 2560]],
    ["one that is tall", { width: 1000, height: 3000 }, [1280, 2560]],
    ["one of 2000 px", { width: 2000, height: 1500 }, [1280]],
    ["one of just 1280 px", { width: 1280, height: 800 }, []],
    ["a transparent one", { hasAlpha: true }, [1280]],
    ["an animation", { pages: 2 }, []],
  ])("%s has its own", (_name, proof, rungs) => {
    expect(rungsOf({ ...PHOTO, ...proof })).toEqual(rungs);
  });
});

describe("what a variant is made from", () => {
  test.each<[string, Transform, Exclude<Extension, "json">, number | undefined]>([
    ["a small one", { width: 640 }, "auto-avif", 1280],
    ["one that leaves the rung room to be sharp", { width: 852 }, "webp", 1280],
    ["one a little larger", { width: 854 }, "webp", 2560],
    ["one of a full screen", { width: 1920 }, "webp", 2560],
    ["one that the largest rung would make less sharp", { width: 2000 }, "webp", undefined],
    ["the unsized one", {}, "auto", undefined],
    ["one larger than all", { width: 3000 }, "jpeg", undefined],
    ["a crop needs more than its own width", { width: 800, height: 1000, fit: "cover" }, "jpeg", 2560],
    ["a small crop", { width: 500, height: 500, fit: "cover", focalPoint: [20, 30] }, "jpeg", 1280],
    ["a turned one", { width: 560, rotate: "90" }, "jpeg", 1280],
    ["a turned one whose height is the width of the original", { width: 1000, rotate: "90" }, "jpeg", 2560],
    ["a cut", { width: 300, rect: [0, 0, 600, 600] }, "jpeg", undefined],
    ["a smart crop", { width: 300, height: 300, fit: "cover", gravity: "attention" }, "jpeg", 1280],
    ["a large smart crop", { width: 1000, height: 1000, fit: "cover", gravity: "entropy" }, "jpeg", 2560],
    ["one without loss", { width: 300 }, "png", undefined],
  ])("%s comes of the smallest source that loses nothing", (_name, transform, extension, rung) => {
    expect(planRendering(PHOTO, transform, extension, [1280, 2560]).rung).toBe(rung);
  });

  test("is, for a transparent one, its copy without loss, whatever the type", () => {
    const plan = planRendering({ ...PHOTO, hasAlpha: true }, { width: 300 }, "png", [1280]);
    expect(plan).toMatchObject({ type: "png", rung: 1280 });
  });

  test.each<[string, Transform, Partial<Proof>, number | undefined]>([
    ["the smallest mezzanine", { width: 300, height: 300 }, {}, 1280],
    ["the same for a variant of the original's own pixels", { width: 3500, height: 3500 }, {}, 1280],
    ["the original where it is cut first", { width: 300, height: 300, rect: [9, 9, 900, 800] }, {}, undefined],
    [
      "the original of a picture without mezzanines",
      { width: 300, height: 300 },
      { width: 900, height: 600 },
      undefined,
    ],
  ])("is for a smart crop looked for on %s", (_name, transform, proof, rung) => {
    const original = { ...PHOTO, ...proof };
    const smart: Transform = { ...transform, fit: "cover", gravity: "attention" };
    expect(planRendering(original, smart, "jpeg", []).fixedRung).toBe(rung);
    expect(planRendering(original, smart, "jpeg", rungsOf(original)).fixedRung).toBe(rung);
  });

  test("is the original until there are mezzanines", () => {
    expect(planRendering(PHOTO, { width: 640 }, "jpeg", []).rung).toBeUndefined();
  });
});

describe("what is read before the record is known", () => {
  test.each<[string, Transform, boolean, number | undefined]>([
    ["a small variant", { width: 640 }, true, 1280],
    ["a large one", { width: 1600 }, true, 2560],
    ["one without a size, which is as large as a mezzanine", {}, true, undefined],
    ["a cut", { width: 300, rect: [0, 0, 600, 600] }, true, undefined],
    ["a rendition, whose size is the owner's", { rendition: "medium" }, true, undefined],
    ["one without loss", { width: 640 }, false, undefined],
  ])("for %s is the likely source", (_name, transform, isLossy, rung) => {
    expect(likelyRung(transform, isLossy)).toBe(rung);
  });
});
