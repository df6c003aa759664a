import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { fact, openEditor, startVisit, type Visit } from "./visit.ts";

/** Waits until a picture of the page has come, and tells its width. */
function widthOf(page: Page, selector: string): Promise<unknown> {
  return page.evaluate(`(async () => {
    const img = document.querySelector(${JSON.stringify(selector)});
    img.loading = "eager";
    await img.decode();
    return img.naturalWidth;
  })()`);
}

describe.each(["required", "sizes"])("where SIGNED_URLS is %s, the playground", (mode) => {
  let visit: Visit;
  let id: string;

  beforeAll(async () => {
    visit = await startVisit({ SIGNED_URLS: mode, MAX_VARIANTS: "50" });
    id = await visit.client.upload(await quadrants(1600, 1000).jpeg().toBuffer());
    await visit.client.settled(id);
  });
  afterAll(() => visit.close());

  test("shows every picture, and asks for nothing that is refused", async () => {
    const page = await visit.enter();
    const refused: string[] = [];
    page.on("response", (response) => {
      if (response.status() === 403) refused.push(response.url());
    });
    await page.locator(".card img").first().waitFor();
    expect(await widthOf(page, ".card img")).toBe(320);
    await openEditor(page, visit.client.url, id, "?w=333&gray=1");
    await expect.poll(() => fact(page, "Pixels")).toBe("333 × 208");
    expect(await widthOf(page, ".focal img")).toBe(640);
    await page.getByLabel(/^Compare/).check();
    await expect.poll(() => page.evaluate("document.querySelector('.before').naturalWidth")).toBeGreaterThan(300);
    await page.getByRole("button", { name: "Start over" }).click();
    await expect.poll(() => fact(page, "Pixels")).toBe("1600 × 1000");
    expect(refused).toEqual([]);
  });

  test("gives out an address that anybody is answered, and code for a server instead of a snippet that is refused", async () => {
    const page = await visit.enter();
    await openEditor(page, visit.client.url, id, "?w=333&gray=1");
    const address = (await page.getByRole("group", { name: "Address" }).textContent())!;
    expect(address).toMatch(/\?w=333&gray=1&s=local\./);
    expect((await fetch(address)).status).toBe(200);
    await expect.poll(() => page.locator(".snippets pre:visible").count()).toBe(1);
    expect(await page.locator(".snippets pre:visible").textContent()).toContain("signedSrcset");
    expect(await page.locator(".explanation").textContent()).toContain("sizes are exact");
  });
});
