import { describe, expect, test } from "vitest";
import { pictureSources } from "../../client/picture-sources.ts";
import { widthsOfSizes } from "../../client/sizes-widths.ts";
import { srcset } from "../../client/srcset.ts";
import { DEFAULT_RUNGS } from "../../lib/url/default-ladder.ts";
import { snapUp } from "../../lib/url/ladder.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";

/** What a browser reads: the `w` or the density asked for, and the descriptor. */
function offersOf(text: string): [asked: string, descriptor: string][] {
  return text.split(", ").map((entry) => {
    const [url = "", descriptor = ""] = entry.split(" ");
    const query = new URL(url, "http://127.0.0.1").searchParams;
    return [query.get("dpr") ?? query.get("w") ?? "", descriptor];
  });
}

describe("srcset", () => {
  test("promises the widths that the edge's ladder gives, each once", () => {
    expect(offersOf(srcset(ID, { widths: [801, 400, 390, 810] }))).toEqual([
      ["390", "390w"],
      ["400", "400w"],
      ["828", "828w"],
    ]);
  });

  test("offers nothing wider than the original, and the original itself", () => {
    expect(offersOf(srcset(ID, { widths: [400, 800, 1600], originalWidth: 1111 }))).toEqual([
      ["400", "400w"],
      ["800", "800w"],
      ["1170", "1111w"],
    ]);
  });

  test("stands on the service's own ladder where it is given", () => {
    const text = srcset(ID, { widths: [400, 801, 2000] }, { ladder: [333, 999, 1500] });
    expect(offersOf(text).map(([, descriptor]) => descriptor)).toEqual(["999w", "1500w"]);
  });

  test("carries the other parameters into every URL", () => {
    const text = srcset(ID, { widths: [400, 800], ratio: "16:9", fit: "cover" });
    expect(text.match(/ar=16%3A9/g)).toHaveLength(2);
    expect(text.match(/fit=cover/g)).toHaveLength(2);
  });

  test("is of densities for one width, up to what a URL may ask for", () => {
    expect(offersOf(srcset(ID, { width: 1600 }))).toEqual([
      ["1600", "1x"],
      ["2", "2x"],
    ]);
  });

  test("stands on the ladder when nobody says which widths", () => {
    const widths = offersOf(srcset(ID)).map(([asked]) => Number(asked));
    expect(widths.length).toBeGreaterThan(5);
    expect(widths.map((width) => snapUp(width, DEFAULT_RUNGS))).toEqual(widths);
  });

  test.each([[[0]], [[4097]], [[1.5]], [[Number.NaN]]])("%j is no list of widths", (widths) => {
    expect(() => srcset(ID, { widths })).toThrow(TypeError);
  });
});

describe("the widths of sizes", () => {
  test.each([
    ["100vw", 320, 3840],
    ["50vw", 160, 1920],
    ["200px", 200, 400],
    ["(max-width: 50rem) 100vw, 50rem", 320, 1600],
    ["(min-width: 1000px) 33.3vw, 100vw", 320, 2000],
    ["(max-width: 50rem) 100vw, 34vw", 272, 1600],
    ["(max-width: 40rem) 100vw, (max-width: 75rem) 50vw, 400px", 320, 1280],
    ["(min-width: 40rem) and (max-width: 75rem) 50vw, 10vw", 32, 1200],
    ["(orientation: portrait) 50vw, 400px", 160, 1920],
    ["(max-width: 50rem) 400px", 400, 3840],
    ["(min-width: 200rem) 1px, 500px", 500, 1000],
    ["auto", 320, 3840],
    ["auto, 20em", 320, 640],
    ["0px", 1, 1],
    ["9000px", 4096, 4096],
  ])("of %s go from %i to %i px", (sizes, narrowest, widest) => {
    const widths = widthsOfSizes(sizes);
    expect([widths[0], widths.at(-1)]).toEqual([narrowest, widest]);
  });

  test("leave no gap over half as many px again", () => {
    const widths = widthsOfSizes("100vw");
    const steps = widths.slice(1).map((width, index) => width / widths[index]!);
    expect(Math.max(...steps)).toBeLessThan(1.5);
  });

  test("offer nothing that no window needs, where the last entry is left the wide ones", () => {
    const offers = offersOf(srcset(ID, { sizes: "(max-width: 50rem) 100vw, 34vw" }));
    expect(offers[0]).toEqual(["300", "300w"]);
  });

  test.each(["calc(100vw - 2rem)", "wide", ""])("of %j cannot be read", (sizes) => {
    expect(() => widthsOfSizes(sizes)).toThrow(/Give widths instead/);
  });
});

describe("pictureSources", () => {
  test("gives each source its type, sizes and media, and the img what all take", () => {
    const { sources, img } = pictureSources(ID, { sizes: "100vw", media: "(max-width: 600px)", formats: ["webp"] });
    expect(sources).toEqual([
      { type: "image/webp", srcset: expect.stringContaining("fmt=webp"), sizes: "100vw", media: "(max-width: 600px)" },
    ]);
    expect(img).toEqual({ src: expect.any(String), srcset: expect.not.stringContaining("fmt="), sizes: "100vw" });
  });
});
