import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { timeLimit } from "../../../lib/time-limit.ts";
import { DEFAULT_LADDER } from "../../../lib/url/default-ladder.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { type NextProject, startNextProject } from "./next-project.ts";

/** Next's own. @see https://nextjs.org/docs/app/api-reference/components/image#devicesizes */
const DEVICE_WIDTHS = [640, 750, 828, 1080, 1200, 1920, 2048, 3840];

/** Milliseconds in which a page or a picture comes. */
const ANSWER_MS = 30_000;

let client: Client | undefined;
let project: NextProject | undefined;
let path: string;
let picture: string;
let html: string;

beforeAll(async () => {
  client = await startClient();
  const id = await client.upload(await readFile("dev/demo/sunset.jpg"));
  path = `/images/${id}/transformation`;
  picture = client.url + path;
  project = await startNextProject({ PICTURE: picture, PICTURE_ID: id });
  html = await (await fetch(project.url, { signal: timeLimit(ANSWER_MS) })).text();
}, 300_000);
afterAll(async () => {
  await project?.close();
  await client?.close();
});

/** What the page's HTML has in the `<img>` of this text. */
function imageOf(alt: string): { readonly src: string; readonly srcset: readonly string[] } {
  const tag = html.match(/<img [^>]*>/g)?.find((each) => each.includes(`alt="${alt}"`)) ?? "";
  const attribute = (name: string) =>
    (new RegExp(` ${name}="([^"]*)"`, "i").exec(tag)?.[1] ?? "").replaceAll("&amp;", "&");
  return { src: attribute("src"), srcset: attribute("srcset").split(", ") };
}

test("a picture of a fixed width is offered for one and two device px a CSS px, with what its address asks for", () => {
  const cut = `${picture}?ar=4%3A3&fit=cover`;
  expect(imageOf("Card").srcset).toEqual([`${cut}&w=828 1x`, `${cut}&w=1920 2x`]);
});

test("a picture as wide as the page is offered in each of Next's widths, all of them sizes of the ladder", () => {
  expect(imageOf("Hero").srcset).toEqual(DEVICE_WIDTHS.map((width) => `${picture}?w=${width}&q=60 ${width}w`));
  expect(DEVICE_WIDTHS.filter((width) => !DEFAULT_LADDER.includes(width))).toEqual([]);
});

test("an id is a picture on the page's own host", () => {
  expect(imageOf("Own")).toEqual({ src: `${path}?w=640`, srcset: [`${path}?w=384 1x`, `${path}?w=640 2x`] });
});

test.each([
  ["Card", 828, 621, 1920],
  ["Hero", 640, 427, 2400],
])(
  "what the page asks for in %s is answered, in the size that it says and never enlarged",
  async (alt, w, h, widest) => {
    const { src, srcset } = imageOf(alt);
    expect(await sizeOf(srcset[0]!.split(" ")[0]!)).toMatchObject({ width: w, height: h });
    expect(await sizeOf(src)).toMatchObject({ width: widest });
  },
);

async function sizeOf(url: string): Promise<{ width: number; height: number }> {
  const answer = await fetch(url, { signal: timeLimit(ANSWER_MS) });
  expect(answer.status).toBe(200);
  return sharp(await answer.arrayBuffer()).metadata();
}
