import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issueToken } from "../../dev/issuer.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { startVisit, type Visit } from "../web/browser/visit.ts";
import { type PageServer, servePages } from "./page-server.ts";

let visit: Visit;
let pages: PageServer;
let strangers: PageServer;
let token: string;

/** A port that nobody has: the service must know the page's origin before the page is there. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  visit = await startVisit({ ALLOWED_ORIGINS: `http://127.0.0.1:${port}` });
  pages = await servePages("examples/browser-upload", port);
  strangers = await servePages("examples/browser-upload");
  token = await issueToken(visit.client.service.issuer, "you", "you@example.com");
});
afterAll(async () => {
  pages.close();
  strangers.close();
  await visit.close();
});

/** Fills the form of the page and sends it. */
async function sent({ origin }: PageServer, file: { name: string; mimeType: string; buffer: Buffer }) {
  const page = await visit.open();
  await page.goto(origin);
  await page.getByLabel("Service").fill(visit.client.url);
  await page.getByLabel("Token").fill(token);
  await page.getByLabel("Picture").setInputFiles(file);
  await page.getByRole("button", { name: "Upload" }).click();
  return page;
}

const picture = async () => ({
  name: "mine.png",
  mimeType: "image/png",
  buffer: await quadrants(1200, 800).png().toBuffer(),
});

test("a page of another origin uploads past the API, and shows the picture", async () => {
  const page = await sent(pages, await picture());
  await page.getByAltText("mine.png").waitFor();
  await expect.poll(() => page.evaluate("document.images[0].naturalWidth")).toBe(640);
  expect((await visit.client.keys()).originals.filter((key) => key.startsWith("originals/"))).toHaveLength(1);
});

test("what is no picture is told in the service's own sentence", async () => {
  const page = await sent(pages, { name: "mine.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") });
  await expect.poll(() => page.getByRole("status").textContent()).toMatch(/this is none of them/);
});

test("a page of an origin that the service was not told of uploads nothing", async () => {
  const page = await sent(strangers, await picture());
  await expect.poll(() => page.getByRole("status").textContent()).toBe("Failed to fetch");
});
