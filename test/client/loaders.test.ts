import { transformBaseImageProps } from "@unpic/core/base";
import { describe, expect, test } from "vitest";
import darkroomLoader from "../../client/next-loader.ts";
import { extract, generate, transform } from "../../client/unpic-transformer.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";
const PICTURE = `https://img.example.com/images/${ID}/transformation`;

/** The parameters of a URL, in any order. */
function parametersOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url, "http://127.0.0.1").searchParams);
}

describe("the loader of next/image", () => {
  test.each([
    ["a picture's URL", PICTURE, `${PICTURE}?w=640&q=75`],
    ["an id", ID, `/images/${ID}/transformation?w=640&q=75`],
    ["what an upload answers", `/images/${ID}`, `/images/${ID}/transformation?w=640&q=75`],
    ["a URL with a width of its own", `${PICTURE}?width=100&gray=1`, `${PICTURE}?w=640&gray=1&q=75`],
  ])("takes %s", (_name, src, url) => {
    expect(parametersOf(darkroomLoader({ src, width: 640, quality: 75 }))).toEqual(parametersOf(url));
    expect(darkroomLoader({ src, width: 640, quality: 75 }).split("?")[0]).toBe(url.split("?")[0]);
  });

  test("leaves quality to the service where none is asked for", () => {
    expect(parametersOf(darkroomLoader({ src: PICTURE, width: 640 }))).toEqual({ w: "640" });
  });

  test.each(["/logo.png", "https://example.com/cat.jpg"])("refuses %s, which is elsewhere", (src) => {
    expect(() => darkroomLoader({ src, width: 640 })).toThrow(TypeError);
  });
});

describe("the transformer of unpic", () => {
  test("makes the srcset of unpic's own component", () => {
    const props = transformBaseImageProps({
      src: `${PICTURE}?g=north`,
      width: 800,
      height: 600,
      layout: "constrained",
      transformer: transform,
      operations: { grayscale: true },
    });
    const entries = `${props.srcset}`.split(",\n");
    expect(entries.length).toBeGreaterThan(3);
    for (const entry of entries) {
      const [url = "", descriptor = ""] = entry.trim().split(" ");
      const { w, h, ...rest } = parametersOf(url);
      expect(rest).toEqual({ g: "north", gray: "1", fit: "cover" });
      expect(descriptor).toBe(`${w}w`);
      expect(Number(w) / Number(h)).toBeCloseTo(4 / 3, 1);
    }
  });

  test("takes numbers as text, and unpic's names of types", () => {
    const url = transform(PICTURE, { width: "400", quality: "60", format: "jpg" });
    expect(parametersOf(url)).toEqual({ w: "400", q: "60", fmt: "jpg" });
  });

  test("gives ids the base of its options", () => {
    expect(transform(ID, { width: 400 }, { baseUrl: "https://img.example.com" })).toBe(`${PICTURE}?w=400`);
  });

  test("takes a URL apart and puts it together again", () => {
    const url = `${PICTURE}?w=400&h=300&fit=fill&fp=30%2C70&ar=4%3A3&gray=1`;
    const extracted = extract(url)!;
    expect(extracted).toEqual({
      src: PICTURE,
      operations: { width: 400, height: 300, fit: "fill", focalPoint: [30, 70], ratio: "4:3", grayscale: true },
      options: { baseUrl: "https://img.example.com" },
    });
    expect(parametersOf(generate(extracted.src, extracted.operations))).toEqual(parametersOf(url));
  });

  test("knows what is none of its pictures", () => {
    expect(extract("https://example.com/cat.jpg")).toBeNull();
    expect(() => transform("https://example.com/cat.jpg", { width: 10 })).toThrow(TypeError);
  });
});
