import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { openEditor, startVisit, type Visit } from "./visit.ts";

let visit: Visit;
let id: string;

beforeAll(async () => {
  visit = await startVisit();
  id = await visit.client.upload(await quadrants(2400, 1500).jpeg().toBuffer());
});
afterAll(() => visit.close());

/** A snippet as somebody copies it, for a picture that is as wide as the page. */
async function copied(button: RegExp, query = ""): Promise<string> {
  const page = await visit.enter({ permissions: ["clipboard-read", "clipboard-write"] });
  await openEditor(page, visit.client.url, id, query);
  await page.getByLabel(/^How wide it is/).fill("100vw");
  await page.getByRole("button", { name: button }).click();
  await page.getByText("Copied.").waitFor();
  const text = (await page.evaluate("navigator.clipboard.readText()")) as string;
  await page.context().close();
  return text;
}

/** A page of somebody's own, at an address of its own, in a browser that has seen nothing of it yet. */
async function pasted(snippet: string, width: number): Promise<Page> {
  const html = `<!doctype html><body style="margin: 0">${snippet.replace("<img", "<img style='width: 100%'")}`;
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(html));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const page = await visit.open({ viewport: { width, height: 600 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await expect.poll(() => page.evaluate("document.querySelector('img').complete")).toBe(true);
  return page;
}

const shown = async (page: Page) => {
  const src = (await page.evaluate("document.querySelector('img').currentSrc")) as string;
  const real = `(async () => {
    const img = new Image();
    img.src = ${JSON.stringify(src)};
    await img.decode();
    return [img.naturalWidth, img.naturalHeight];
  })()`;
  return { src, size: (await page.evaluate(real)) as [number, number] };
};

test.each([/^Copy: <img>/, /^Copy: <picture>/])(
  "%s pasted into a page shows the variant for each width of the window",
  async (button) => {
    const snippet = await copied(button);
    const widths: number[] = [];
    for (const viewport of [320, 800, 1500]) {
      const page = await pasted(snippet, viewport);
      const { src, size } = await shown(page);
      expect(snippet).toContain(src.replaceAll("&", "&amp;"));
      expect(new URL(src).searchParams.get("w")).toBe(`${size[0]}`);
      widths.push(size[0]);
      await page.context().close();
    }
    // A browser may take the next smaller one where it is almost wide enough.
    expect(widths[0]).toBe(320);
    expect(widths[1]).toBeGreaterThan(320);
    expect(widths[1]).toBeLessThan(1300);
    expect(widths[2]).toBeGreaterThan(widths[1]!);
  },
);

test("a snippet keeps the crop and the effects at every width", async () => {
  const snippet = await copied(/^Copy: <img>/, "?w=800&h=800&fit=cover&fp=10%2C10&gray=1");
  const page = await pasted(snippet, 500);
  const { src, size } = await shown(page);
  expect(src).toContain("gray=1");
  expect(src).toContain("fp=10%2C10");
  expect(size[0]).toBe(size[1]);
});
