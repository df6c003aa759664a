import axe from "axe-core";
import type { FileChooser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { failUpload } from "./begun-upload.ts";
import { openEditor, startVisit, type Visit } from "./visit.ts";

let visit: Visit;
let picture: Buffer;
let id: string;

beforeAll(async () => {
  visit = await startVisit();
  picture = await quadrants(1200, 800).jpeg().toBuffer();
  id = await visit.client.upload(picture);
  await visit.client.settled(id);
});
afterAll(() => visit.close());

/** What axe finds serious, as `rule: element`. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run()")) as axe.AxeResults;
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.flatMap((each) => each.nodes.map(({ html }) => `${each.id}: ${html.slice(0, 120)}`));
}

/** Presses Tab until a certain element has the focus; fails when no number of times helps. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = `document.activeElement?.matches(${JSON.stringify(selector)})`;
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(isThere)) return;
  }
  throw new Error(`${selector} cannot be reached by Tab`);
}

const PHONE = { viewport: { width: 390, height: 844 } };

describe.each([
  ["wide and light", { colorScheme: "light" as const }],
  ["wide and dark", { colorScheme: "dark" as const }],
  ["narrow and light", { ...PHONE, colorScheme: "light" as const }],
  ["narrow and dark", { ...PHONE, colorScheme: "dark" as const }],
])("axe finds nothing serious, %s,", (_, options) => {
  test("from signing in to a receipt", async () => {
    const welcome = await visit.open(options);
    await welcome.getByRole("heading", { name: "One picture, every size." }).waitFor();
    expect(await faultsOf(welcome)).toEqual([]);

    const page = await visit.enter(options);
    await page.locator(".card").first().waitFor();
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
    await page.locator(".upload.failed").waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const failed = await failUpload(visit.client);
    await page.reload();
    await page.locator(".card.unproven").first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${visit.client.url}/#/images/${failed.id}`);
    await page.getByRole("alert").getByText(failed.detail).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const doomed = await visit.client.upload(picture);
    await openEditor(page, visit.client.url, doomed);
    await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    await page.getByLabel(/^Compare/).check();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel(/^Width w/).fill("9999");
    await page.locator(".stage .refusal").waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole("button", { name: "Delete …" }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByRole("heading", { name: "Deleted" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole("link", { name: "Defaults" }).click();
    await page.getByRole("heading", { name: "Defaults" }).waitFor();
    await page.locator(".transform > summary").first().click();
    expect(await faultsOf(page)).toEqual([]);
  });

  test("and nothing is wider than the window", async () => {
    const page = await visit.enter(options);
    await openEditor(page, visit.client.url, id);
    for (const place of [`#/images/${id}`, "#/", "#/defaults"]) {
      await page.goto(`${visit.client.url}/${place}`);
      await page.locator("h1").waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }
  });
});

test("every slider has room to slide on a phone", async () => {
  const page = await visit.enter(PHONE);
  await openEditor(page, visit.client.url, id);
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
  const narrow = `[...document.querySelectorAll(".number input[type=range]")]
    .filter((each) => each.getBoundingClientRect().width < 60)
    .map((each) => each.ariaLabel)`;
  expect(await page.locator(".number input[type=range]").count()).toBeGreaterThan(10);
  expect(await page.evaluate(narrow)).toEqual([]);
});

test("the keyboard alone signs in, uploads, edits and deletes", async () => {
  const page = await visit.open();
  // Heard of from the beginning: a browser that nobody listens to shows its own window.
  const chosen = new Promise<FileChooser>((resolve) => page.once("filechooser", resolve));
  await page.getByRole("heading", { name: "One picture, every size." }).waitFor();
  await tabTo(page, ".primary");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Pictures" }).waitFor();

  await tabTo(page, "input[type=file]");
  await page.keyboard.press("Enter");
  await (await chosen).setFiles({
    name: "keys.jpg",
    mimeType: "image/jpeg",
    buffer: await quadrants(640, 400).jpeg().toBuffer(),
  });
  await page.getByText("640 × 400 · jpeg").waitFor();

  await tabTo(page, ".card a");
  await page.keyboard.press("Enter");
  await page.locator(".facts dd").first().waitFor();
  await tabTo(page, "#edit-w");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("320");
  await tabTo(page, "#edit-fit");
  await page.keyboard.type("cover");
  await expect.poll(() => page.locator(".facts").textContent()).toContain("320 × 200");
  await expect.poll(() => page.locator(".explanation").textContent()).toContain("fit=cover");

  await page.locator("h1").focus();
  await tabTo(page, "header button + div button, header div > button");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await tabTo(page, ".danger");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
});
