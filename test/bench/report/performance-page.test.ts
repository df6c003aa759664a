import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../bench/report/finding.ts";
import { withFinding } from "../../../bench/report/performance-page.ts";
import { SECTIONS } from "../../../bench/sections/sections.ts";

const FINDING: Finding = {
  section: "mixed",
  title: "Mixed load",
  tables: [{ columns: ["", "p50"], rows: [["sharp", "7 ms"]] }],
  notes: ["Eight clients."],
  criteria: [
    { name: "speed", value: 5, atLeast: 6 },
    { name: "calls", value: 0, atLeast: 0, atMost: 0 },
  ],
  measured: {},
  bars: [{ group: "p50", label: "sharp", value: 7, unit: " ms" }],
};
const PAGE = "Before.\n\n<!-- mixed -->\n\nold\n\n<!-- /mixed -->\n\nAfter.\n\n<!-- avif -->\nkept\n<!-- /avif -->\n";

describe("the page of the bench", () => {
  test("shows a run's tables, chart and goals in their place, and leaves everything else", () => {
    const page = withFinding(PAGE, FINDING, "2 cores.");
    expect(page).not.toContain("old");
    expect(page).toMatch(/^Before\.\n\n<!-- mixed -->\n/);
    expect(page).toMatch(/<!-- \/mixed -->\n\nAfter\.\n\n<!-- avif -->\nkept\n<!-- \/avif -->\n$/);
    expect(page).toContain("| sharp | 7 ms |");
    expect(page).toMatch(/\| speed +\| at least 6 \| +5\.00 \| \*\*not met\*\* \|/);
    expect(page).toMatch(/\| calls +\| +0 \| +0\.000 \| +met \|/);
    expect(page).toContain("![Mixed load](performance-mixed.svg)");
    expect(page).toContain("Eight clients.\n2 cores.");
  });

  test("is the same when the same is written again", () => {
    const once = withFinding(PAGE, FINDING, "2 cores.");
    expect(withFinding(once, FINDING, "2 cores.")).toBe(once);
  });

  test("is left as it is by what it has no place for", () => {
    expect(() => withFinding(PAGE, { ...FINDING, section: "hits" }, "")).toThrow("no place for hits");
  });

  test.each(Object.keys(SECTIONS))("has a place for what the section %s finds", async (section) => {
    const page = await readFile("docs/performance.md", "utf8");
    expect(withFinding(page, { ...FINDING, section }, "")).toContain("Eight clients.");
  });
});
