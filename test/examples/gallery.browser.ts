import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueToken } from "../../dev/issuer.ts";
import { buildClientPackage } from "../../package/package-folder.ts";
import { blocksOf, textOf } from "../docs/fenced-blocks.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { startVisit, type Visit } from "../web/browser/visit.ts";
import { type PageServer, servePages } from "./page-server.ts";

let visit: Visit;
let folder: string;
let pages: PageServer;
let ids: string[];

beforeAll(async () => {
  visit = await startVisit();
  folder = await mkdtemp(join(tmpdir(), "darkroom-"));
  await cp("examples/gallery", folder, { recursive: true });
  await buildClientPackage(join(folder, "node_modules", "darkroom"));
  const { client } = visit;
  const shapes = [
    [2400, 1600],
    [1000, 1500],
  ] as const;
  ids = [];
  for (const [width, height] of shapes) ids.push(await client.upload(await quadrants(width, height).jpeg().toBuffer()));
  for (const id of ids) await client.settled(id);
  const lines = ids.map((id, place) => JSON.stringify({ path: `photos/number "${place}".jpg`, id }));
  const refused = JSON.stringify({ path: "photos/notes.jpg", problem: { code: "media-type-unsupported" } });
  await writeFile(join(folder, "pictures.jsonl"), [...lines, refused].join("\n"));
  const token = await issueToken(client.service.issuer, "you", "you@example.com");
  const env = { ...process.env, DARKROOM_URL: client.url, DARKROOM_TOKEN: token };
  const { stdout } = await promisify(execFile)(process.execPath, ["build.js"], { cwd: folder, env });
  expect(stdout).toBe("index.html shows 2 pictures.\n");
  pages = await servePages(folder);
});
afterAll(async () => {
  pages.close();
  await visit.close();
  await rm(folder, { recursive: true });
});

/** What the tutorial has its reader type into the console. */
const IN_THE_CONSOLE = blocksOf("docs/tutorial.md").find(
  ({ language, note }) => language === "js" && note === "",
)!.text;

/** The widths of the files that a window of this width chose, and of what came of them. */
async function shownAt(width: number): Promise<{ sources: string[]; sizes: number[][] }> {
  const page = await visit.open({ viewport: { width, height: 4000 } });
  await page.goto(pages.origin);
  await page.waitForLoadState("networkidle");
  const sources = (await page.evaluate(IN_THE_CONSOLE)) as string[];
  const real = `Promise.all([...document.images].map(async ({ currentSrc }) => {
    const img = new Image();
    img.src = currentSrc;
    await img.decode();
    return [img.naturalWidth, img.naturalHeight];
  }))`;
  const sizes = (await page.evaluate(real)) as number[][];
  await page.context().close();
  return { sources, sizes };
}

test.each([
  [320, 320],
  [1000, 500],
  [1600, 544],
])("a window of %i px loads tiles that are at least %i px wide, and hardly more", async (viewport, tile) => {
  const { sources, sizes } = await shownAt(viewport);
  expect(sources).toHaveLength(2);
  for (const [place, [width, height]] of sizes.entries()) {
    expect(new URL(sources[place]!).searchParams.get("w")).toBe(`${width}`);
    // A browser takes the next smaller one where it is almost wide enough.
    expect(width).toBeGreaterThan(tile * 0.8);
    expect(width).toBeLessThan(tile * 1.5);
    expect(width! / height!).toBeCloseTo(4 / 3, 1);
  }
});

test("pictures are called by their files, and a file that was refused has no tile", async () => {
  const page = await visit.open();
  await page.goto(pages.origin);
  expect(await page.evaluate("[...document.images].map(({ alt }) => alt)")).toEqual(['number "0"', 'number "1"']);
});

test("the tutorial makes ahead only what the page offers", async () => {
  const page = await visit.open();
  await page.goto(pages.origin);
  const offered = (await page.evaluate("document.images[0].srcset")) as string;
  const warmed = /--widths ([\d,]+)/.exec(textOf("docs/tutorial.md"))![1]!.split(",");
  expect(warmed.filter((width) => !offered.includes(` ${width}w`))).toEqual([]);
});

test("a focal point moves the crop of a page that was built before", async () => {
  const secondPicture = async () => {
    const page = await visit.open({ viewport: { width: 320, height: 4000 } });
    await page.goto(pages.origin);
    await page.waitForLoadState("networkidle");
    const { currentSrc } = (await page.evaluate("({ currentSrc: document.images[1].currentSrc })")) as {
      currentSrc: string;
    };
    const bytes = await (await fetch(currentSrc)).arrayBuffer();
    await page.context().close();
    return Buffer.from(bytes);
  };
  const before = await secondPicture();
  const body = JSON.stringify({ focalPoint: [50, 0] });
  expect((await visit.client.ask(`/images/${ids[1]}`, { method: "PATCH", body })).status).toBe(200);
  await expect.poll(async () => before.equals(await secondPicture())).toBe(false);
});
