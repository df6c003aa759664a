import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { planRendering } from "../../../lib/image/plan.ts";
import { provePicture } from "../../../lib/image/prove.ts";
import { render } from "../../../lib/image/render.ts";
import { ProgramFailed, runLimited } from "../../../lib/image/vector/limited-process.ts";
import { drawVector } from "../../../lib/image/vector/rasterize.ts";
import { isSvg } from "../../../lib/svg-kind.ts";
import { apart, type Pixels, pixelsOf } from "../../pictures/pixels.ts";
import { transformOf } from "../url/meaning.ts";

const svgOf = (content: string, attributes = 'viewBox="0 0 24 12"') =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`,
  );

/** Left half red, right half blue, sharp between them at any size. */
const icon = svgOf('<rect width="12" height="12" fill="#f00"/><rect x="12" width="12" height="12" fill="#00f"/>');

const accepted = { svg: true };

async function drawn(svg: Buffer, query: string): Promise<Pixels> {
  const plan = planRendering(await provePicture(svg, accepted), await transformOf(query, "exact"), "png", []);
  return pixelsOf((await render(await drawVector(svg, plan.drawn!), plan)).bytes);
}

const RED = [255, 0, 0, 255] as const;
const BLUE = [0, 0, 255, 255] as const;

describe("an SVG", () => {
  test("is taken only where it is switched on, and else told what to do", async () => {
    const refused = {
      problem: { code: "media-type-unsupported", detail: expect.stringContaining("Export it as PNG") },
    };
    await expect(provePicture(icon)).rejects.toMatchObject(refused);
    expect(await provePicture(icon, accepted)).toEqual({
      ...{ format: "svg", width: 24, height: 12, pages: 1, hasAlpha: false },
      colorSpace: { model: "rgb", bitDepth: 8, profile: null },
    });
  });

  test.each([
    ["w=2000", 2000, 1000],
    ["", 24, 12],
    ["rect=6,0,12,12&w=600", 600, 600],
    ["rot=90&h=400", 200, 400],
    ["w=300&h=300&fit=cover", 300, 300],
  ])("is drawn at the size that %s asks for, and sharp there", async (query, width, height) => {
    const picture = await drawn(icon, query);
    expect([picture.width, picture.height]).toEqual([width, height]);
    const isTurned = query.startsWith("rot");
    const at = (share: number) =>
      isTurned
        ? picture.at(width >> 1, Math.floor(height * share))
        : picture.at(Math.floor(width * share), height >> 1);
    // A scaled-up drawing would be soft for some px on each side of the middle.
    const near = 1.5 / (isTurned ? height : width);
    expect(apart(at(0.5 - near), RED)).toBeLessThan(3);
    expect(apart(at(0.5 + near), BLUE)).toBeLessThan(3);
  });

  test("has letters, in the service's own font", async () => {
    const picture = await drawn(
      svgOf('<rect width="24" height="12" fill="#fff"/><text x="2" y="9" font-size="9">Ag</text>'),
      "w=480",
    );
    const dark = Array.from({ length: 480 }, (_, x) => picture.at(x, 140)).filter(([r]) => r < 60);
    expect(dark.length).toBeGreaterThan(20);
  });

  test("that is transparent is proven so", async () => {
    expect((await provePicture(svgOf('<circle r="4"/>'), accepted)).hasAlpha).toBe(true);
  });
});

describe("a hostile SVG", () => {
  const entities = ["a", "b", "c", "d", "e", "f", "g", "h"].map(
    (name, n, all) => `<!ENTITY ${name} "${n === 0 ? "ha" : `&${all[n - 1]};`.repeat(12)}">`,
  );

  test.each([
    ["of a billion laughs", Buffer.from(`<!DOCTYPE svg [${entities.join("")}]>${svgOf("<text>&h;</text>")}`)],
    ["that is cut short", icon.subarray(0, icon.length - 20)],
    ["over a megabyte", svgOf(`<!--${"x".repeat(1_000_000)}-->`)],
    ["of a size past all limits", svgOf("", 'width="30000" height="30000"')],
  ])("%s is refused", async (_what, svg) => {
    await expect(provePicture(svg, accepted)).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^image-(undecodable|too-large)$/) },
    });
  });

  test.each([
    ["a file", new URL("../../../dev/demo/sunset.jpg", import.meta.url).href],
    ["a file beside it", "dev/demo/sunset.jpg"],
    ["an address", "http://127.0.0.1:9/picture.png"],
  ])("shows nothing of %s that it names", async (_what, href) => {
    const svg = svgOf(
      `<image width="24" height="12" href="${href}"/><image width="24" height="12" xlink:href="${href}"/>`,
    );
    const { channels } = await sharp(await drawVector(svg, { width: 48, height: 24 })).stats();
    expect(channels[3]?.max).toBe(0);
  });

  test("shows nothing of a file that an entity or an inclusion names", async () => {
    const url = new URL("../../../package.json", import.meta.url).href;
    const entity = Buffer.from(`<!DOCTYPE svg [<!ENTITY e SYSTEM "${url}">]>${svgOf('<text y="9">&e;</text>')}`);
    const included = svgOf(
      `<text y="9"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${url}" parse="text"/></text>`,
    );
    for (const svg of [entity, included]) {
      const seen = await drawVector(svg, { width: 48, height: 24 }).then(
        (bytes) => sharp(bytes).stats(),
        () => undefined,
      );
      expect(seen?.channels[3]?.max ?? 0).toBe(0);
    }
  });
});

test("an SVG whose filter never ends is given up in time", async () => {
  const blur = '<feGaussianBlur stdDeviation="900"/>'.repeat(40);
  const turbulence = '<feTurbulence baseFrequency="0.9" numOctaves="9"/><feMorphology operator="dilate" radius="500"/>';
  const svg = svgOf(`<filter id="f">${blur}${turbulence}</filter><rect width="24" height="12" filter="url(#f)"/>`);
  await expect(drawVector(svg, { width: 4_000, height: 2_000 }, 2)).rejects.toMatchObject({
    problem: { code: "image-undecodable" },
    cause: { message: expect.stringContaining("seconds") },
  });
});

test("what cannot be drawn because no process can be had is no fault of the picture", async () => {
  const node = process.execPath;
  process.execPath = "/nowhere/node";
  try {
    await expect(provePicture(icon, accepted)).rejects.toMatchObject({ problem: { code: "unavailable" } });
  } finally {
    process.execPath = node;
  }
});

describe("the process that draws", () => {
  const LIMITS = { seconds: 30, mebibytes: 300, outputBytes: 1_000 };
  const run = (program: string, limits = LIMITS) => runLimited(program, [], Buffer.alloc(0), {}, limits);

  test("is ended when its time is over", async () => {
    await expect(run("setInterval(() => {}, 1000)", { ...LIMITS, seconds: 1 })).rejects.toThrow(/seconds/);
  });

  test("is ended when it takes too much memory, long before its time is over", async () => {
    const hoard = "const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 5)";
    await expect(run(hoard)).rejects.toThrow(/memory/);
  });

  test("is ended when it writes too much", async () => {
    const chatter = 'setInterval(() => process.stdout.write("x".repeat(600)), 5)';
    await expect(run(chatter)).rejects.toThrow(/output/);
  });

  test("has not failed where somebody else ends it", async () => {
    await expect(run("process.exit(3)")).rejects.toBeInstanceOf(ProgramFailed);
    await expect(run('process.kill(process.pid, "SIGKILL")')).rejects.not.toBeInstanceOf(ProgramFailed);
  });

  test("knows no variable of the service's", async () => {
    expect(JSON.parse((await run("process.stdout.write(JSON.stringify(process.env))")).toString())).toEqual({});
  });
});

test.each([
  ["<svg>", true],
  [
    '\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg:svg xmlns:svg="x">',
    true,
  ],
  ['<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg width="1">', true],
  ["<html><svg>", false],
  ["svg", false],
  ["", false],
])("%j begins as an SVG does: %s", (text, is) => {
  expect(isSvg(Buffer.from(text))).toBe(is);
});
