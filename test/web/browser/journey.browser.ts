import { afterAll, beforeAll, expect, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { drop, fact, openEditor, startVisit, type Visit } from "./visit.ts";

let visit: Visit;
let picture: Buffer;

beforeAll(async () => {
  visit = await startVisit();
  picture = await quadrants(1600, 1000).jpeg().toBuffer();
});
afterAll(() => visit.close());

const jpeg = (name: string) => ({ name, mimeType: "image/jpeg", buffer: picture });

test("a picture that is dropped anywhere appears in the gallery, and its worker's findings after it", async () => {
  const page = await visit.enter();
  await drop(page, jpeg("quarters.jpg"));
  await page.getByText("1600 × 1000 · jpeg").waitFor();
  const background = "document.querySelector('.card img').style.backgroundImage";
  await expect.poll(() => page.evaluate(background)).toMatch(/^url\(/);
  const loaded =
    "(() => { const img = document.querySelector('.card img'); return img.complete && img.naturalWidth })()";
  await expect.poll(() => page.evaluate(loaded)).toBe(400);
});

test("several files are sent beside each other, large ones past the API, each with its progress", async () => {
  const page = await visit.enter();
  const session = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 };
  await session.send("Network.emulateNetworkConditions", slow);
  const large = await quadrants(1500, 1100).png({ compressionLevel: 0 }).toBuffer();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page
    .locator("input[type=file]")
    .setInputFiles([{ name: "large.png", mimeType: "image/png", buffer: large }, jpeg("small.jpg")]);
  const share = "(() => { const bar = document.querySelector('progress'); return bar ? bar.value / bar.max : 0 })()";
  const seen: number[] = [];
  const isUnderWay = async () => seen.push((await page.evaluate(share)) as number) > 0 && seen.at(-1)! > 0.05;
  await expect.poll(isUnderWay, { interval: 50 }).toBe(true);
  expect(seen.at(-1)).toBeLessThan(1);
  await page.getByText("1500 × 1100 · png").waitFor({ timeout: 40_000 });
  expect(asked.filter((each) => each.includes("incoming"))).toEqual([expect.stringMatching(/^PUT .*\/incoming\//)]);
  expect(asked.filter((each) => each === "PUT /upload")).toHaveLength(1);
});

test("what one plays with is what comes: size, format, bytes and who made it", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture));
  expect(await fact(page, "Pixels")).toBe("800 × 500");
  expect(await fact(page, "From")).toBe("transformer");
  expect(await page.locator(".explanation").textContent()).toMatch(/answer\w+ of 800×500 px$/);
  await page.getByLabel(/^Width w/).fill("400");
  await page.getByLabel(/^Format/).selectOption("webp");
  await expect.poll(() => fact(page, "Pixels")).toBe("400 × 250");
  expect(await fact(page, "Type")).toBe("WEBP");
  await page.getByLabel(/^Width w/).fill("800");
  await page.getByLabel(/^Format/).selectOption("");
  await expect.poll(() => fact(page, "From")).toBe("edge");
  expect(await fact(page, "Against the original")).toMatch(/^−\d+ %$/);
});

test("a value that the edge would refuse is refused in its words, and nothing is asked for", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByLabel(/^Width w/).fill("5000");
  await page.getByText("w must be a whole number from 1 to 4096.").waitFor();
  expect(asked.filter((each) => each.includes("/images/"))).toEqual([]);
});

test("every number has a slider that a finger can take, one that takes a word as well among them", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture));
  await page.evaluate(`for (const group of document.querySelectorAll("details")) group.open = true`);
  const sliders = await page.getByRole("slider", { name: /, slider$/ }).all();
  const widths = await Promise.all(sliders.map(async (slider) => (await slider.boundingBox())?.width));
  expect(widths.length).toBeGreaterThan(10);
  for (const width of widths) expect(width).toBeGreaterThan(60);
});

test("a click sets the focal point that a crop keeps", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture), "?w=300&ar=1%3A2&fit=cover");
  const surface = page.locator(".focal");
  await surface.scrollIntoViewIfNeeded();
  const box = (await surface.boundingBox())!;
  await surface.click({ position: { x: box.width * 0.9, y: box.height * 0.25 } });
  await expect.poll(() => page.locator(".explanation").textContent()).toMatch(/fp=90,25/);
  const pixel = `(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const pen = canvas.getContext("2d");
    pen.drawImage(document.querySelector(".frame img"), 0, 0, 1, 1, 0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data[0] < 60;
  })()`;
  // The middle would have red on its left; the right quarter is green there.
  await expect.poll(() => page.evaluate(pixel)).toBe(true);
  expect(await page.getByLabel("Focal point, x").inputValue()).toBe("90");
});

test("the address holds what one plays with, so that a reload and a link go on there", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture), "?w=200&gray=1");
  await page.reload();
  await expect.poll(() => fact(page, "Pixels")).toBe("200 × 125");
  expect(await page.getByLabel(/^Grayscale/).isChecked()).toBe(true);
});

test("words over a picture are asked for, shown and explained as all else", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture), "?w=300&txt=Gr%C3%BC%C3%9Fe");
  await expect.poll(() => fact(page, "Pixels")).toBe("300 × 188");
  expect(await page.locator(".explanation").textContent()).toContain("txt=Grüße");
});

test("two pictures are compared by a slider that keys move", async () => {
  const page = await visit.enter();
  await openEditor(page, visit.client.url, await visit.client.upload(picture), "?w=400&q=10&gray=1");
  await page.getByLabel(/^Compare/).check();
  const before = (what: string) =>
    page.evaluate(`(() => { const img = document.querySelector(".before"); return ${what} })()`);
  await expect.poll(() => before("img.naturalWidth")).toBe(400);
  expect(await before("img.src")).toMatch(/w=400&fmt=jpeg&q=100$/);
  await page.getByLabel(/^How much of the plain/).focus();
  for (const _ of Array(10)) await page.keyboard.press("ArrowRight");
  await expect.poll(() => before("getComputedStyle(img).clipPath")).toMatch(/40%/);
});

test("defaults are saved for the next uploads, and can be given up", async () => {
  const page = await visit.enter();
  const stored = async () => (await (await visit.client.ask("/users/me/defaults")).json()) as object;
  await page.getByRole("link", { name: "Defaults" }).click();
  await page.getByLabel(/^One more/).fill("hero");
  await page.getByRole("button", { name: "Add" }).click();
  const card = page.locator("details.transform", { hasText: "hero" });
  await card.getByText("Size", { exact: true }).click();
  await card.getByLabel(/^Width w/).fill("333");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await stored()).toMatchObject({ renditions: { hero: { w: 333 }, small: { w: 320 } } });
  await page.reload();
  await page.getByText("w=333").waitFor();
  await page.getByRole("button", { name: /^Back to the service/ }).click();
  await page.getByText("Back to the service's own.").waitFor();
  expect(await stored()).not.toHaveProperty("renditions.hero");
});

test("a deletion asks, shows its receipt, and leaves nothing to see", async () => {
  const page = await visit.enter();
  const id = await visit.client.upload(picture);
  await visit.client.settled(id);
  await openEditor(page, visit.client.url, id);
  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  expect((await visit.client.ask(`/images/${id}`)).status).toBe(200);
  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
  await page.getByText("browsers that have a copy").waitFor();
  expect(
    Number(
      await page
        .locator("dt", { hasText: /^Variants$/ })
        .locator("+ dd")
        .textContent(),
    ),
  ).toBeGreaterThan(2);
  expect((await visit.client.ask(`/images/${id}/transformation?w=800`)).status).toBe(404);
});

test("nothing of all this has logged an error", () => {
  expect(visit.faults).toEqual([]);
});
