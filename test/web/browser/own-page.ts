import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { Visit } from "./visit.ts";

/** A page of somebody's own, at an address of its own, in a browser that has seen nothing of it yet. */
export async function pasted(visit: Visit, snippet: string, width: number): Promise<Page> {
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

/** The address that the browser chose for a page's picture, and how large the picture behind it is, in px. */
export async function shown(page: Page): Promise<{ src: string; size: [number, number] }> {
  const src = (await page.evaluate("document.querySelector('img').currentSrc")) as string;
  const real = `(async () => {
    const img = new Image();
    img.src = ${JSON.stringify(src)};
    await img.decode();
    return [img.naturalWidth, img.naturalHeight];
  })()`;
  return { src, size: (await page.evaluate(real)) as [number, number] };
}
