import { afterAll, beforeAll, expect, test } from "vitest";
import { quadrants } from "../../pictures/quadrants.ts";
import { pasted, shown } from "./own-page.ts";
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

test.each([/^Copy: <img>/, /^Copy: <picture>/])(
  "%s pasted into a page shows the variant for each width of the window",
  async (button) => {
    const snippet = await copied(button);
    const widths: number[] = [];
    for (const viewport of [320, 800, 1500]) {
      const page = await pasted(visit, snippet, viewport);
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
  const page = await pasted(visit, snippet, 500);
  const { src, size } = await shown(page);
  expect(src).toContain("gray=1");
  expect(src).toContain("fp=10%2C10");
  expect(size[0]).toBe(size[1]);
});
