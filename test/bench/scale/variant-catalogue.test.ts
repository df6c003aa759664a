import { describe, expect, test } from "vitest";
import { requestShapes } from "../../../bench/scale/request-shapes.ts";
import { DEPLOYED } from "../../../bench/scale/switches.ts";
import { variantCatalogue } from "../../../bench/scale/variant-catalogue.ts";
import { DEFAULT_RUNGS } from "../../../lib/url/default-ladder.ts";
import { snapUp } from "../../../lib/url/ladder.ts";

const SHAPES = requestShapes();
const DEPLOYED_KINDS = variantCatalogue(SHAPES, DEPLOYED);

/** A page on which a script measures every window from 1000 to 1919 px, in one spelling and for one browser. */
const WIDTHS = Array.from({ length: 920 }, (_, place) => 1_000 + place);
const MEASURED = {
  queries: WIDTHS.map((width) => `w=${width}`),
  accepts: ["image/avif"],
  shares: new Float64Array(920).fill(1 / 920),
};

describe("what a picture is asked for", () => {
  test("adds up to all requests, whatever is switched off", () => {
    for (const switches of [DEPLOYED, { ...DEPLOYED, ladder: false }, { ...DEPLOYED, negotiation: false }]) {
      const { kinds } = variantCatalogue(SHAPES, switches);
      expect(kinds.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  });

  test("has as many variants as the ladder has sizes for it", () => {
    const rungs = new Set(WIDTHS.map((size) => snapUp(size, DEFAULT_RUNGS)));
    expect(variantCatalogue(MEASURED, DEPLOYED).kinds).toHaveLength(rungs.size);
    expect(variantCatalogue(MEASURED, { ...DEPLOYED, ladder: false }).kinds).toHaveLength(920);
  });

  test("has three variants of a size with negotiation, and one for each header without", () => {
    const one = {
      queries: ["w=640"],
      accepts: SHAPES.accepts,
      shares: new Float64Array(SHAPES.accepts.length).fill(1),
    };
    expect(
      variantCatalogue(one, DEPLOYED)
        .kinds.map(({ name }) => name.split(".").at(-1))
        .sort(),
    ).toEqual(["auto", "auto-avif", "auto-webp"]);
    expect(variantCatalogue(one, { ...DEPLOYED, negotiation: false }).kinds).toHaveLength(SHAPES.accepts.length);
  });

  test("has one variant for every spelling, and one for each without that", () => {
    const queries = ["w=640", "width=640", "w=640&fmt=auto", "w=320&dpr=2"];
    const spelled = { queries, accepts: ["image/webp"], shares: new Float64Array(4).fill(1) };
    expect(variantCatalogue(spelled, DEPLOYED).kinds).toHaveLength(1);
    expect(variantCatalogue(spelled, { ...DEPLOYED, spelling: false }).kinds).toHaveLength(4);
  });

  test("is within the bound of variants of an image, and has all renditions", () => {
    expect(DEPLOYED_KINDS.kinds.length).toBeLessThan(500);
    expect(DEPLOYED_KINDS.renditions).toHaveLength(9);
  });

  test("takes longer to make from originals than from mezzanines where there is one, and has the same bytes", () => {
    const fromOriginals = variantCatalogue(SHAPES, { ...DEPLOYED, mezzanine: false });
    DEPLOYED_KINDS.kinds.forEach(({ bytes, makeSeconds }, place) => {
      expect(fromOriginals.kinds[place]!.bytes).toBe(bytes);
      expect(fromOriginals.kinds[place]!.makeSeconds).toBeGreaterThanOrEqual(makeSeconds);
    });
    const whole = ({ kinds }: typeof fromOriginals) =>
      kinds.reduce((sum, each) => sum + each.share * each.makeSeconds, 0);
    expect(whole(fromOriginals)).toBeGreaterThan(whole(DEPLOYED_KINDS) * 1.5);
  });

  test("is nothing that the edge refuses", () => {
    const refused = { queries: ["w=5000"], accepts: ["*/*"], shares: new Float64Array([1]) };
    expect(() => variantCatalogue(refused, DEPLOYED)).toThrow("w=5000");
  });
});
