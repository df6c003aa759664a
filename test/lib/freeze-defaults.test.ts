import { expect, test } from "vitest";
import { type Defaults, SERVICE_DEFAULTS } from "../../lib/defaults.ts";
import { freezeDefaults } from "../../lib/freeze-defaults.ts";
import { geometryOf, type Size } from "../../lib/geometry.ts";
import type { Transform } from "../../lib/url/parameters.ts";

function defaultsOf(small: Transform, medium: Transform, large: Transform): Defaults {
  return { transform: {}, renditions: { small, medium, large } };
}

function widths(defaults: Defaults, original: Size): (number | undefined)[] {
  const { small, medium, large } = freezeDefaults(defaults, original).renditions;
  return [small!, medium!, large!].map(({ width }) => width);
}

test.each([
  [{ width: 6000, height: 4000 }, [320, 800, 1600]],
  [{ width: 1600, height: 10 }, [320, 800, 1600]],
  [{ width: 801, height: 600 }, [320, 800, 1600]],
  [{ width: 800, height: 600 }, [200, 400, 800]],
  [{ width: 500, height: 300 }, [125, 250, 500]],
  [{ width: 100, height: 9000 }, [25, 50, 100]],
  [{ width: 2, height: 2 }, [1, 1, 2]],
  [{ width: 1, height: 1 }, [1, 1, 1]],
])("a picture of %j has the mail's three renditions at %j", (original, expected) => {
  expect(widths(SERVICE_DEFAULTS, original)).toEqual(expected);
});

test("defaults that fit are kept as they are", () => {
  expect(freezeDefaults(SERVICE_DEFAULTS, { width: 6000, height: 4000 })).toEqual(SERVICE_DEFAULTS);
});

test("renditions that the owner made alike stay so where the picture is large enough", () => {
  const alike = defaultsOf({ width: 800 }, { width: 800, grayscale: true }, { width: 1600 });
  expect(freezeDefaults(alike, { width: 6000, height: 4000 })).toEqual(alike);
});

test("nothing but the size of a rendition is given up, and no other rendition", () => {
  const own = defaultsOf({ width: 400, height: 400, fit: "cover" }, { width: 800, quality: 60 }, { width: 1600 });
  const hero = { width: 2000 };
  const defaults = { transform: { quality: 80 }, renditions: { ...own.renditions, hero } };
  expect(freezeDefaults(defaults, { width: 400, height: 400 })).toEqual({
    transform: { quality: 80 },
    renditions: {
      small: { width: 100, fit: "cover" },
      medium: { width: 200, quality: 60 },
      large: { width: 400 },
      hero,
    },
  });
});

test("the parts are parts of the width that is answered, turned and cut", () => {
  const turned = defaultsOf({ width: 320, rotate: "90" }, { width: 800, rotate: "90" }, { width: 1600, rotate: "90" });
  expect(widths(turned, { width: 1000, height: 200 })).toEqual([50, 100, 200]);
  const rect = [0, 0, 100, 100] as const;
  const cut = defaultsOf({ width: 320, rect }, { width: 800, rect }, { width: 1600, rect });
  expect(widths(cut, { width: 300, height: 300 })).toEqual([25, 50, 100]);
});

test("no rendition asks for more than a URL may", () => {
  const huge = defaultsOf({ height: 4000 }, { height: 4050 }, { height: 4096 });
  const frozen = freezeDefaults(huge, { width: 16_000, height: 3000 });
  for (const each of Object.values(frozen.renditions)) expect(each.width).toBeLessThanOrEqual(4096);
});

test("the three differ in size wherever a picture is four pixels wide", () => {
  for (let width = 4; width < 1700; width += 13) {
    const original = { width, height: 700 };
    const { renditions } = freezeDefaults(SERVICE_DEFAULTS, original);
    const sizes = Object.values(renditions).map((each) => geometryOf(original, each).output.width);
    expect(new Set(sizes).size, `${width}`).toBe(3);
  }
});
