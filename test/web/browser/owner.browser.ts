import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { openEditor, startVisit, type Visit } from "./visit.ts";

let visit: Visit;
let picture: Buffer;

beforeAll(async () => {
  visit = await startVisit();
  picture = await quadrants(1200, 800).jpeg().toBuffer();
});
afterAll(() => visit.close());

/** Uploads a picture and waits for its worker. */
async function newPicture(): Promise<string> {
  const id = await visit.client.upload(picture);
  await visit.client.settled(id);
  return id;
}

test("a picture is found by its title and its labels, and by nothing else", async () => {
  const page = await visit.enter();
  const [id] = [await newPicture(), await newPicture()];
  await openEditor(page, visit.client.url, id);
  await page.getByLabel("What it shows").fill("Sunset over the bay");
  await page.getByLabel("Labels").fill("Sea, #2026");
  await page.getByRole("heading", { name: "Sunset over the bay" }).focus();
  await expect.poll(() => page.getByLabel("Labels").inputValue()).toBe("2026, sea");
  await page.getByRole("link", { name: "Pictures", exact: true }).click();
  const cards = page.locator(".card");
  await expect.poll(() => cards.count()).toBe(2);

  const search = page.getByRole("searchbox");
  await search.fill("BAY sunset");
  await search.press("Enter");
  await expect.poll(() => cards.count()).toBe(1);
  await page.getByRole("link", { name: /^Sunset over the bay/ }).waitFor();
  await page.getByRole("link", { name: "#sea" }).click();
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("#sea");
  await page.reload();
  await expect.poll(() => cards.count()).toBe(1);
  await page.getByRole("searchbox").fill("#se");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("No picture is like that.").waitFor();
  await page.getByRole("link", { name: "All pictures" }).click();
  await expect.poll(() => cards.count()).toBe(2);
});

test("a label that cannot be one is refused in the service's words, and what was there stays", async () => {
  const page = await visit.enter();
  const id = await newPicture();
  await openEditor(page, visit.client.url, id);
  await page.getByLabel("Labels").fill("größe");
  await page.getByLabel("What it shows").focus();
  await page.getByText(/labels must be a list/).waitFor();
  expect(await (await visit.client.ask(`/images/${id}`)).json()).toMatchObject({ labels: [] });
});

test("an original is saved as it was uploaded, and the page stays", async () => {
  const page = await visit.enter();
  const id = await newPicture();
  await openEditor(page, visit.client.url, id);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download original" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe(`${id}.jpeg`);
  expect(await readFile(await download.path())).toEqual(picture);
  expect(await page.getByRole("button", { name: "Download original" }).isEnabled()).toBe(true);
});

test("defaults of now are given to a picture of before, which is then shown anew", async () => {
  const page = await visit.enter();
  const id = await newPicture();
  const body = JSON.stringify({ transform: { gray: 1 }, renditions: { hero: { w: 333 } } });
  const headers = { "content-type": "application/json" };
  await visit.client.ask("/users/me/defaults", { method: "PUT", body, headers });
  await openEditor(page, visit.client.url, id, "?w=300");
  expect(await page.locator(".explanation").textContent()).not.toContain("gray");
  await page.getByRole("button", { name: "Re-apply defaults" }).click();
  await page.getByText("It is made with your defaults of now.").waitFor();
  await expect.poll(() => page.locator(".explanation").textContent()).toContain("gray");
  expect(await page.evaluate("location.hash")).toBe(`#/images/${id}?w=300`);
  await visit.client.ask("/users/me/defaults", { method: "DELETE" });
  const { renditions } = (await (await visit.client.ask(`/images/${id}`)).json()) as { renditions: { name: string }[] };
  expect(renditions.map(({ name }) => name)).toContain("hero");
});

test("mail is switched off and on again", async () => {
  const page = await visit.enter();
  const isOn = async () =>
    ((await (await visit.client.ask("/users/me")).json()) as { notifications: { mail: boolean } }).notifications.mail;
  await page.getByRole("link", { name: "Defaults" }).click();
  const choice = page.getByRole("switch", { name: /^A mail to you@example.com/ });
  await choice.uncheck();
  await page.getByText("No mail follows from now on.").waitFor();
  expect(await isOn()).toBe(false);
  await page.reload();
  expect(await choice.isChecked()).toBe(false);
  await choice.check();
  await page.getByText("A mail follows each upload.").waitFor();
  expect(await isOn()).toBe(true);
});

test("nothing of all this has logged an error", () => {
  expect(visit.faults).toEqual([]);
});
