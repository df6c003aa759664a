import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awsStores } from "../../../api/stores.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { beginUpload, failUpload } from "./begun-upload.ts";
import { fact, openEditor, startVisit, type Visit } from "./visit.ts";

let visit: Visit;

beforeAll(async () => {
  visit = await startVisit();
});
afterAll(() => visit.close());

/** Opens the gallery as somebody who has nothing in it yet. */
async function enterAs(name: string): Promise<Page> {
  const page = await visit.open();
  await page.getByRole("button", { name: "As somebody else …" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Pictures" }).waitFor();
  return page;
}

/** What has the focus, e.g. `H1 Pictures`. */
const focused = (page: Page) =>
  page.evaluate(
    "document.activeElement.tagName + ' ' + (document.activeElement.ariaLabel ?? document.activeElement.textContent)",
  );

test("a failed upload is deleted from the gallery, by keys alone, and the focus goes on to what is next", async () => {
  const [first, second] = [await failUpload(visit.client, "maria"), await failUpload(visit.client, "maria")];
  const page = await enterAs("maria");
  const cards = page.locator(".card");
  await expect.poll(() => cards.count()).toBe(2);
  const buttons = page.getByRole("button", { name: /^Delete … Picture of / });
  await cards.first().getByText(first.detail).waitFor();
  await buttons.first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Delete this picture?" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await focused(page)).toMatch(/^BUTTON Delete … Picture/);
  expect(await cards.count()).toBe(2);

  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Delete it" }).press("Enter");
  await page.getByRole("status").getByText("It is deleted.").waitFor();
  await expect.poll(() => cards.count()).toBe(1);
  expect(await focused(page)).toMatch(/^BUTTON Delete … Picture/);
  expect((await visit.client.ask(`/images/${second.id}`, { as: "maria" })).status).toBe(404);
  expect((await visit.client.ask(`/images/${first.id}`, { as: "maria" })).status).toBe(200);

  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Delete it" }).press("Enter");
  await page.getByText("Nothing here yet.").waitFor();
  expect(await focused(page)).toBe("H1 Pictures");
  await page.reload();
  await page.getByText("Nothing here yet.").waitFor();
});

test("a failed upload that cannot be deleted stays, and the page says why", async () => {
  await failUpload(visit.client, "erik");
  const page = await enterAs("erik");
  const remove = page.getByRole("button", { name: /^Delete … Picture of / });
  await remove.click();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("alert").getByText("You are offline.").waitFor();
  expect(await focused(page)).toMatch(/^BUTTON Delete … Picture/);
  await page.context().setOffline(false);
  await remove.click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect.poll(() => page.locator(".card").count()).toBe(0);
});

test("the address of a failed upload tells why it failed, offers to delete it, and asks for no variant", async () => {
  const { id, detail } = await failUpload(visit.client);
  const page = await visit.enter();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${visit.client.url}/#/images/${id}?w=300`);
  await page.getByRole("alert").getByText(detail).waitFor();
  expect(await page.locator("main img, main form").count()).toBe(0);
  expect(asked.filter((each) => each.includes("/transformation"))).toEqual([]);
  await page.getByRole("link", { name: "← Pictures" }).click();
  await page.getByRole("heading", { name: "Pictures" }).waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
});

test("an upload on its way says so at its address and in the gallery, and is shown when it has come", async () => {
  const { id, send } = await beginUpload(visit.client, await quadrants(500, 300).png().toBuffer());
  const page = await visit.enter();
  const waiting = page.getByRole("link", { name: /It is on its way, or being looked at/ });
  await waiting.waitFor();
  expect(await waiting.locator("img").count()).toBe(0);
  await waiting.click();
  await page.getByRole("status").getByText("It is on its way, or being looked at").waitFor();
  expect(await page.locator("main form").count()).toBe(0);
  await send();
  await expect.poll(() => page.locator(".facts").count()).toBe(1);
  await expect.poll(() => fact(page, "Pixels")).toBe("500 × 300");
  await expect.poll(() => page.locator(".editor > header [role=status]").isVisible()).toBe(false);
  expect(await page.evaluate("location.hash")).toContain(id);
});

test("a picture that failed after it was proven keeps its editor, which says what failed", async () => {
  const bytes = await quadrants(400, 300).jpeg().toBuffer();
  const ready = await visit.client.upload(bytes);
  await visit.client.settled(ready);
  const { images, originals } = awsStores(visit.client.service.environment);
  const { findings: _, mails: __, ...record } = (await images.get(ready))!;
  const id = ready.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const problem = { code: "image-too-large", detail: "It has too many pixels for its renditions." } as const;
  await images.create({ ...record, id, state: "failed", problem }, "process", Math.floor(Date.now() / 1000) + 600);
  await originals.put(id, bytes, "image/jpeg");
  const page = await visit.enter();
  const card = page.locator(".card", { hasText: problem.detail });
  await card.getByText("400 × 300 · jpeg").waitFor();
  await card.getByRole("button", { name: /^Delete …/ }).waitFor();
  await openEditor(page, visit.client.url, id);
  await page.getByRole("status").getByText(problem.detail).waitFor();
  expect(await fact(page, "Pixels")).toBe("400 × 300");
});

test("nothing of all this has logged an error", () => {
  expect(visit.faults).toEqual([]);
});
