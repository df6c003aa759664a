import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { pasted, shown } from "./own-page.ts";
import { drop, startVisit, type Visit } from "./visit.ts";

let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
});
afterAll(() => visit.close());

/** Whether the left upper corner of a page's picture is red, as that of the whole picture is; green is on its right. */
function isCornerRed(page: Page, src: string): Promise<unknown> {
  return page.evaluate(`(async () => {
    const img = new Image();
    img.crossOrigin = "anonymous";
    img.src = ${JSON.stringify(src)};
    await img.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const pen = canvas.getContext("2d");
    pen.drawImage(img, 0, 0, 4, 4, 0, 0, 1, 1);
    const [red, green] = pen.getImageData(0, 0, 1, 1).data;
    return red > green;
  })()`);
}

test("a newcomer drops a picture, crops it, pastes it into a page of their own, and deletes it", async () => {
  const page = await visit.enter({ permissions: ["clipboard-read", "clipboard-write"] });
  const buffer = await quadrants(2400, 1200).jpeg().toBuffer();
  await drop(page, { name: "quarters.jpg", mimeType: "image/jpeg", buffer });
  await page.getByText("2400 × 1200 · jpeg").waitFor();
  await page.locator(".card a").click();
  await page.locator(".facts dd").first().waitFor();

  await page.getByLabel(/^Fit/).selectOption("cover");
  await page.getByLabel(/^Ratio/).fill("1:1");
  const surface = page.locator(".focal");
  await surface.scrollIntoViewIfNeeded();
  const box = (await surface.boundingBox())!;
  await surface.click({ position: { x: box.width * 0.95, y: box.height * 0.5 } });
  await expect.poll(() => page.locator(".explanation").textContent()).toMatch(/fp=95,50/);
  await page.getByLabel("What it shows").fill("Four quarters");
  await page.getByLabel(/^How wide it is/).fill("100vw");
  await page.getByRole("heading", { name: "Four quarters" }).waitFor();
  await expect.poll(() => page.locator(".snippets").textContent()).toContain("fp=95%2C50");
  await page.getByRole("button", { name: /^Copy: <img>/ }).click();
  await page.getByText("Copied.").waitFor();
  const snippet = (await page.evaluate("navigator.clipboard.readText()")) as string;

  expect(snippet).toContain('alt="Four quarters"');

  const widths: number[] = [];
  for (const viewport of [320, 700, 1100]) {
    const own = await pasted(visit, snippet, viewport);
    const { src, size } = await shown(own);
    expect(snippet).toContain(src.replaceAll("&", "&amp;"));
    expect(size[0]).toBe(size[1]);
    // The middle would have red on its left.
    expect(await isCornerRed(own, src)).toBe(false);
    widths.push(size[0]);
    await own.context().close();
  }
  expect(widths).toEqual([...new Set(widths)].sort((one, other) => one - other));

  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
  await page.getByText("browsers that have a copy").waitFor();
  const emptied = await pasted(visit, snippet, 700);
  expect(await emptied.evaluate("document.querySelector('img').naturalWidth")).toBe(0);
}, 120_000);

test("a focal point that is kept aims every crop that says nothing else, until it is given up", async () => {
  const page = await visit.enter();
  const id = await visit.client.upload(await quadrants(1200, 600).jpeg().toBuffer());
  await visit.client.settled(id);
  await page.goto(`${visit.client.url}/#/images/${id}?w=300&ar=1%3A1&fit=cover&fp=100%2C50`);
  await page.getByRole("button", { name: "Keep for every crop" }).click();
  await page.getByText("Every crop keeps 100, 50.").waitFor();
  // The address says nothing of a point any more, and the crop has it all the same.
  await expect.poll(() => page.evaluate("location.hash")).not.toContain("fp=");
  const crop = `${visit.client.url}/images/${id}/transformation?w=300&ar=1%3A1&fit=cover`;
  expect(await isCornerRed(page, `${crop}&q=90`)).toBe(false);
  await page.reload();
  await page.getByText("Every crop keeps 100, 50.").waitFor();
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByText("Crops keep the middle again.").waitFor();
  expect(await isCornerRed(page, `${crop}&q=95`)).toBe(true);
});

test("what one has is told, and more after an upload", async () => {
  const page = await visit.enter();
  const before = Number(/^\d+/.exec((await page.locator(".usage").getByText("picture").textContent())!));
  await drop(page, { name: "one.jpg", mimeType: "image/jpeg", buffer: await quadrants(64, 48).jpeg().toBuffer() });
  await page.getByText("64 × 48 · jpeg").waitFor();
  await expect.poll(() => page.locator(".usage").textContent()).toMatch(new RegExp(`^${before + 1} picture`));
});
