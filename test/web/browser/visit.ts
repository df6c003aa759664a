import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { type Client, startClient } from "../../contract/service.ts";

/** Debian's; another one may be named. */
const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";

/** A browser that talks to nobody but who is asked for, as root too. */
const ARGUMENTS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** A service, and somebody's browser at it. */
export interface Visit {
  readonly client: Client;
  /** Opens the playground in a browser of its own, so that nothing is kept from others. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Opens it and signs in with one click. */
  enter(options?: BrowserContextOptions): Promise<Page>;
  /** What pages have logged as errors, and failed at. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** @param environment e.g. `{ SIGNED_URLS: "required" }` */
export async function startVisit(environment: Readonly<Record<string, string>> = {}): Promise<Visit> {
  const [client, browser] = await Promise.all([startClient(environment), openBrowser()]);
  const faults: string[] = [];
  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      // The browser logs an answer that is no success as well; those are the tests' own business.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        faults.push(message.text());
      }
    });
    await page.goto(client.url);
    return page;
  };
  return {
    client,
    faults,
    open,
    async enter(options) {
      const page = await open(options);
      await page.getByRole("button", { name: "Sign in as you" }).click();
      await page.getByRole("heading", { name: "Pictures" }).waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await client.close();
    },
  };
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/** A file as somebody chooses it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Drops a file on the playground, as a desktop does. */
export async function drop(page: Page, { name, mimeType, buffer }: ChosenFile): Promise<void> {
  const dropped = await page.evaluateHandle(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(buffer.toString("base64"))}), (each) => each.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: ${JSON.stringify(mimeType)} }));
      return transfer;
    })()`,
  );
  await page.dispatchEvent(".drop-zone", "drop", { dataTransfer: dropped });
}

/** Opens the editor of a picture, and waits for its first variant. */
export async function openEditor(page: Page, url: string, id: string, query = ""): Promise<void> {
  await page.goto(`${url}/#/images/${id}${query}`);
  await page.locator(".facts dd").first().waitFor();
}

/** What the editor tells of the variant, e.g. `fact(page, "Pixels")` → `800 × 450`. */
export function fact(page: Page, name: string): Promise<string | null> {
  return page.locator(".facts div", { hasText: name }).locator("dd").textContent();
}
