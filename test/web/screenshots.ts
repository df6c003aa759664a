import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { openEditor, startVisit, type Visit } from "./browser/visit.ts";

/**
 * Photographs every state of the playground, wide and narrow, light and dark, into `.build/screenshots/`, and writes the
 * one that the README shows: `npm run screenshots`.
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const FOLDER = ".build/screenshots";
const README_PICTURE = "docs/pictures/playground.webp";
const README_WIDTH = 1200;

const LOOKS = ["light", "dark"] as const;
const WINDOWS = { wide: { width: 1280, height: 860 }, narrow: { width: 390, height: 844 } };

/** The states, in the order in which somebody comes through them. */
async function photograph(page: Page, visit: Visit, id: string, keep: (state: string) => Promise<void>): Promise<void> {
  const photo = await readFile("dev/demo/sunset.jpg");
  await keep("welcome");
  await page.getByRole("button", { name: "Sign in as you" }).click();
  await page.locator(".card img").first().waitFor();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("–") });
  await page.locator(".upload.failed").waitFor();
  await page.waitForLoadState("networkidle");
  await keep("gallery");
  await openEditor(page, visit.client.url, id, "?w=1000&fit=cover&ar=16%3A9&fp=50%2C60");
  await page.waitForLoadState("networkidle");
  await keep("editor");
  await page.getByLabel(/^Compare/).check();
  await page.waitForLoadState("networkidle");
  await keep("comparison");
  await page.getByLabel(/^Quality q/).fill("500");
  await page.locator(".stage .refusal").waitFor();
  await keep("refusal");
  await page.context().setOffline(true);
  await page.locator(".offline", { hasText: "offline" }).waitFor();
  await keep("offline");
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Defaults" }).click();
  await page.locator(".transform > summary").nth(1).click();
  await page.locator(".transform[open] summary").nth(1).click();
  await keep("defaults");
  await openEditor(page, visit.client.url, await visit.client.upload(photo));
  await page.getByRole("button", { name: "Delete …" }).click();
  await keep("deletion");
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
  await keep("receipt");
}

await mkdir(FOLDER, { recursive: true });
const visit = await startVisit();
try {
  const id = await visit.client.upload(await readFile("dev/demo/sunset.jpg"));
  await visit.client.settled(id);
  for (const [window, viewport] of Object.entries(WINDOWS)) {
    for (const colorScheme of LOOKS) {
      const page = await visit.open({ viewport, colorScheme });
      await page.getByRole("heading", { name: "One picture, every size." }).waitFor();
      await photograph(page, visit, id, async (state) => {
        await page.evaluate("scrollTo(0, 0)");
        const fullPage = window === "narrow";
        await page.screenshot({ path: `${FOLDER}/${state}-${window}-${colorScheme}.png`, fullPage });
      });
      await page.context().close();
    }
  }
  const shown = await readFile(`${FOLDER}/editor-wide-light.png`);
  await writeFile(README_PICTURE, await sharp(shown).resize(README_WIDTH).webp({ quality: 78 }).toBuffer());
} finally {
  await visit.close();
}
