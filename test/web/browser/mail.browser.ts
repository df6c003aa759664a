import { mkdir } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SERVICE_DEFAULTS } from "../../../lib/defaults.ts";
import type { ImageRecord } from "../../../lib/image-record.ts";
import { LANGUAGES } from "../../../lib/mail/language.ts";
import { composeUploadFailed } from "../../../lib/mail/upload-failed.ts";
import { composeUploadReady } from "../../../lib/mail/upload-ready.ts";
import { pictureUrls } from "../../../lib/url/picture-urls.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";
import { openBrowser } from "./visit.ts";

/** Where the pictures of mails are, to be looked at. */
const FOLDER = ".build/screenshots/mail";

const WIDTHS = { wide: 900, narrow: 340 };

let client: Client;
let browser: Browser;
let ready: ImageRecord;

beforeAll(async () => {
  [client, browser] = await Promise.all([startClient(), openBrowser()]);
  await mkdir(FOLDER, { recursive: true });
  const id = await client.upload(await quadrants(2400, 1600).jpeg().toBuffer());
  const { renditions, sizeBytes } = await client.settled(id);
  ready = {
    ...{
      id,
      owner: "9f86d081884c7d659a2feaa0c55ad015",
      createdAt: "2026-11-22T19:06:19.635Z",
      state: "ready",
      sizeBytes,
    },
    ...{ defaults: SERVICE_DEFAULTS, revision: 0, variantCount: 0 },
    proof: { format: "jpeg", width: 2400, height: 1600, pages: 1, hasAlpha: false },
    findings: { color: "#181818", thumbhash: "", renditions: renditions.map((each) => ({ ...each, format: "jpeg" })) },
  };
});
afterAll(async () => {
  await browser.close();
  await client.close();
});

/** The mails that there are, by name. */
function mails(mailLanguage: (typeof LANGUAGES)[number]) {
  const urls = pictureUrls(client.url, "off", undefined);
  const stop = `${client.url}/users/unsubscribe?t=…`;
  const problem = { code: "image-undecodable", detail: "The picture is cut short or broken; save it anew." } as const;
  return {
    ready: composeUploadReady("you@example.com", { ...ready, mailLanguage }, urls, stop),
    failed: composeUploadFailed("you@example.com", { ...ready, mailLanguage }, problem, stop),
  };
}

/** What of a mail a reader would stumble over: asked of the page itself. */
const FAULTS = `(() => {
  const luminance = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return /, 0\\)$/.test(backgroundColor) && element.parentElement ? behind(element.parentElement) : backgroundColor;
  };
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the window");
  for (const image of document.images) {
    if (image.naturalWidth === 0) faults.push("a picture that does not load");
    const { width, height } = image.getBoundingClientRect();
    const ratio = width / height / (image.naturalWidth / image.naturalHeight);
    if (Math.abs(ratio - 1) > 0.02) faults.push("a picture out of shape");
  }
  for (const element of document.querySelectorAll("h1, td, a, span, b, div")) {
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!isText || getComputedStyle(element).display === "none") continue;
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) faults.push(contrast.toFixed(1) + " of contrast: " + element.textContent.slice(0, 30));
  }
  return faults;
})()`;

describe.each(LANGUAGES)("a mail in %s", (language) => {
  test.each(["ready", "failed"] as const)("about an upload, %s, can be read on every screen", async (kind) => {
    for (const [window, width] of Object.entries(WIDTHS)) {
      for (const colorScheme of ["light", "dark"] as const) {
        const context = await browser.newContext({ viewport: { width, height: 700 }, colorScheme });
        const page = await context.newPage();
        await page.setContent(mails(language)[kind].html, { waitUntil: "networkidle" });
        expect([window, colorScheme, await page.evaluate(FAULTS)]).toEqual([window, colorScheme, []]);
        await page.screenshot({ path: `${FOLDER}/${kind}-${language}-${window}-${colorScheme}.png`, fullPage: true });
        await context.close();
      }
    }
  });
});

test("the page behind a mail's link switches mail off by its one button", async () => {
  const [mail] = await client.service.cloud.ses.mails();
  const page = await (await browser.newContext({ locale: "es-ES", colorScheme: "dark" })).newPage();
  await page.goto(/<(.+)>/.exec(mail!.headers["list-unsubscribe"]!)![1]!);
  await page.screenshot({ path: `${FOLDER}/unsubscribe-dark.png` });
  await page.getByRole("button", { name: "No recibir más estos correos" }).click();
  await page.getByRole("status").waitFor();
  const user = (await (await client.ask("/users/me")).json()) as { notifications: { mail: boolean } };
  expect(user.notifications.mail).toBe(false);
});
