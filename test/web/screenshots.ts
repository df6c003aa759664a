import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { failUpload } from "./browser/begun-upload.ts";
import { openEditor, startVisit, type Visit } from "./browser/visit.ts";

/**
 * Photographs every state of the playground, wide and narrow, light and dark, into `.build/screenshots/`, and writes the
 * one that the README shows: `npm run screenshots`.
 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const FOLDER = ".build/screenshots";
const README_PICTURE = "docs/pictures/playground.webp";
const README_WIDTH = 1200;

const PHOTO = "dev/demo/sunset.jpg";

const LOOKS = ["light", "dark"] as const;
const WINDOWS = { wide: { width: 1280, height: 860 }, narrow: { width: 390, height: 844 } };

/** Somebody's way through a service's playground, from its first page on. */
interface Walk {
  readonly page: Page;
  readonly visit: Visit;
  /** A picture that is there. */
  readonly id: string;
  /** Photographs what the page shows now. */
  keep(state: string): Promise<void>;
}

/** The states, in the order in which somebody comes through them. */
async function photograph({ page, visit, id, keep }: Walk): Promise<void> {
  const photo = await readFile(PHOTO);
  await keep("welcome");
  await page.getByRole("button", { name: "Sign in as you" }).click();
  await page.locator(".card img").first().waitFor();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("–") });
  await page.locator(".upload.failed").waitFor();
  await picturesCome(page);
  await keep("gallery");
  await page.getByRole("searchbox").fill("#forest");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("No picture is like that.").waitFor();
  await keep("nothing-found");
  await openEditor(page, visit.client.url, id, "?w=1000&fit=cover&ar=16%3A9&fp=50%2C60");
  await page.waitForLoadState("networkidle");
  await keep("editor");
  await page.getByRole("button", { name: "Keep for every crop" }).click();
  await page.getByText(/^Every crop keeps \d/).waitFor();
  await page.locator(".kept").scrollIntoViewIfNeeded();
  await page.locator('.stage[aria-busy="false"]').waitFor();
  await keep("focal-point");
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByText(/^Crops keep the middle/).waitFor();
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
  const failed = await failUpload(visit.client);
  await page.getByRole("link", { name: "Pictures", exact: true }).click();
  await page.locator(".card.unproven").first().waitFor();
  await picturesCome(page);
  await keep("failed-card");
  await page.goto(`${visit.client.url}/#/images/${failed.id}`);
  await page.getByText(failed.detail).waitFor();
  await keep("failed-upload");
  await page.getByRole("button", { name: "Delete …" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
  await openEditor(page, visit.client.url, await visit.client.upload(photo));
  await page.getByRole("button", { name: "Delete …" }).click();
  await keep("deletion");
  await page.getByRole("button", { name: "Delete it" }).click();
  await page.getByRole("heading", { name: "Deleted" }).waitFor();
  await keep("receipt");
}

/** Waits until no picture of the gallery is on its way. */
async function picturesCome(page: Page): Promise<void> {
  await page.evaluate("Promise.all([...document.images].map((img) => img.decode()))");
}

/** What is different where addresses need signatures. */
async function photographSigned({ page, visit, id, keep }: Walk): Promise<void> {
  await page.getByRole("button", { name: "Sign in as you" }).click();
  await page.locator(".card img").first().waitFor();
  await picturesCome(page);
  await keep("signed-gallery");
  await openEditor(page, visit.client.url, id, "?w=1000&gray=1");
  await page.getByText("signedSrcset").first().waitFor();
  await page.waitForLoadState("networkidle");
  await keep("signed-editor");
}

/** Goes a way through a service of its own in every window and look. */
async function inEveryLook(walk: (walk: Walk) => Promise<void>, settings?: Record<string, string>): Promise<void> {
  const visit = await startVisit(settings);
  try {
    const id = await visit.client.upload(await readFile(PHOTO));
    await visit.client.settled(id);
    const body = JSON.stringify({ title: "Sunset over the bay", labels: ["sea", "2026"] });
    const headers = { "content-type": "application/json" };
    await visit.client.ask(`/images/${id}`, { method: "PATCH", body, headers });
    for (const [window, viewport] of Object.entries(WINDOWS)) {
      for (const colorScheme of LOOKS) {
        const page = await visit.open({ viewport, colorScheme });
        await page.getByRole("heading", { name: "One picture, every size." }).waitFor();
        const keep = async (state: string) => {
          await page.evaluate("scrollTo(0, 0)");
          const fullPage = window === "narrow";
          await page.screenshot({ path: `${FOLDER}/${state}-${window}-${colorScheme}.png`, fullPage });
        };
        await walk({ page, visit, id, keep });
        await page.context().close();
      }
    }
  } finally {
    await visit.close();
  }
}

await mkdir(FOLDER, { recursive: true });
await inEveryLook(photograph);
await inEveryLook(photographSigned, { SIGNED_URLS: "required" });
const shown = await readFile(`${FOLDER}/editor-wide-light.png`);
await writeFile(README_PICTURE, await sharp(shown).resize(README_WIDTH).webp({ quality: 78 }).toBuffer());
