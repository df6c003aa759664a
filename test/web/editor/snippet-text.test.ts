import { describe, expect, test } from "vitest";
import { signedSrcset } from "../../../client/signed-srcset.ts";
import type { ImageData } from "../../../lib/image-data.ts";
import { DEFAULT_LADDER } from "../../../lib/url/default-ladder.ts";
import { snippetParameters, widestPx } from "../../../web/editor/snippet-parameters.ts";
import { imgSnippet, pictureSnippet, signedSnippet } from "../../../web/editor/snippet-text.ts";

const id = "01jd3v7k2mq8x4n5p6r7s8t9va";

const IMAGE: ImageData = {
  ...{ id, url: "", width: 1200, height: 800, format: "jpeg", sizeBytes: 1, state: "ready", createdAt: "" },
  ...{ thumbhash: null, color: null, focalPoint: null, title: null, labels: [], renditions: [] },
};

const OPTIONS = {
  ...{
    id,
    parameters: { quality: 60 },
    baseUrl: "https://img.example.com",
    sizes: "100vw",
    widest: 1200,
    ladder: DEFAULT_LADDER,
  },
  alt: 'A "quiet" sea',
  shape: { width: 800, height: 533 },
};

const URL = `https://img.example.com/images/${id}/transformation`;

/** The widths that a snippet promises, of its first `srcset`. */
function widthsOf(snippet: string): number[] {
  const [, candidates = ""] = /srcset="([^"]+)"/.exec(snippet) ?? [];
  return candidates.split(",").map((each) => Number(/ (\d+)w$/.exec(each.trim())?.[1]));
}

describe("what follows the page's width", () => {
  test.each([
    [{ w: "640" }, {}],
    [{ w: "640", dpr: "2", q: "60" }, { quality: 60 }],
    [
      { w: "640", h: "360", fit: "cover" },
      { fit: "cover", ratio: "640:360" },
    ],
    [{ h: "360" }, {}],
    [
      { w: "640", ar: "16:9", fit: "cover" },
      { fit: "cover", ratio: "16:9" },
    ],
    [
      { fpx: "0.3", fit: "cover" },
      { fit: "cover", focalPoint: [30, 50] },
    ],
  ])("of %j is %j", (said, parameters) => {
    expect(snippetParameters(said)).toMatchObject(parameters);
    expect(Object.keys(snippetParameters(said))).not.toContain("width");
  });

  test("is the edge's own problem where there is one", () => {
    expect(snippetParameters({ w: "0" })).toMatchObject({ problem: { code: "parameter-invalid" } });
  });
});

describe("the widest that is offered", () => {
  test.each([
    [{}, 1200],
    [{ rot: "90" }, 800],
    [{ rect: "10,10,300,200" }, 300],
    [{ w: "100", ar: "1:1", fit: "cover" }, 800],
    [{ w: "100", ar: "3:1", fit: "cover" }, 1200],
    [{ enlarge: "1" }, undefined],
  ])("for %j is %j px", (said, px) => {
    expect(widestPx(IMAGE, said)).toBe(px);
  });
});

describe("a snippet", () => {
  test("asks for no more pixels than there are", () => {
    const widths = widthsOf(imgSnippet(OPTIONS));
    expect(widths.length).toBeGreaterThan(3);
    expect(Math.max(...widths)).toBe(1200);
  });

  test("stays on the ladder of its service", () => {
    expect(widthsOf(imgSnippet({ ...OPTIONS, ladder: [400, 900], widest: undefined }))).toEqual([400, 900]);
  });

  test("is HTML: addresses are escaped, and the shape is told", () => {
    const snippet = imgSnippet(OPTIONS);
    expect(snippet).toContain(`src="${URL}?w=800&amp;q=60"`);
    // The picture's title is somebody's own words.
    expect(snippet).toContain('width="800"\n  height="533"\n  alt="A &quot;quiet&quot; sea"');
  });

  test("with a <picture> offers AVIF before WebP, and an <img> of whatever the format was", () => {
    const snippet = pictureSnippet({ ...OPTIONS, parameters: { format: "png" } });
    expect([...snippet.matchAll(/type="([^"]+)"/g)].map((match) => match[1])).toEqual(["image/avif", "image/webp"]);
    expect(snippet).not.toContain("fmt=png");
  });
});

test("a server's snippet is code that signs what the page asked for, at widths that there are", async () => {
  const snippet = signedSnippet({ ...OPTIONS, parameters: { quality: 60, ratio: "4:3", fit: "cover" }, widest: 700 });
  const body = snippet.replace(/^import .*$/m, "").replace("export ", "");
  const written = new Function("signedSrcset", `${body}\nreturn srcset("k1.a-secret");`)(signedSrcset) as string;
  const [first = ""] = written.split(", ");
  expect(first).toMatch(
    /^https:\/\/img\.example\.com.*\?fit=cover&q=60&ar=4%3A3&free=w&widths=[\d.]+&s=k1\.\S+&w=320 320w$/,
  );
  expect(written).toMatch(/ 700w$/);
});
