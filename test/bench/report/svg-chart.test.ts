import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { svgChart } from "../../../bench/report/svg-chart.ts";

const bar = (label: string, value: number) => ({ label, value, unit: " ms" });

/** Lengths of the bars in px, the background aside. */
function lengths(svg: string): number[] {
  return [...svg.matchAll(/<rect x="\d+" y="\d+" width="(\d+)"/g)].map((match) => Number(match[1]));
}

describe("the bench's chart", () => {
  test("draws bars as long as their values, each group on its own scale", () => {
    const svg = svgChart([
      { title: "A", bars: [bar("darkroom", 25), bar("ipx", 100)] },
      { title: "B", bars: [bar("darkroom", 3)] },
    ]);
    const [quarter, whole, alone] = lengths(svg);
    expect(quarter! / whole!).toBeCloseTo(0.25, 2);
    expect(alone).toBe(whole);
  });

  test("is a picture that can be opened, whatever names are in it", async () => {
    const svg = svgChart([{ title: "p50 < p95 & more", bars: [bar("<b>", 1), bar("nothing", 0)] }]);
    const { width, height } = await sharp(Buffer.from(svg)).metadata();
    expect(width).toBe(760);
    expect(height).toBeGreaterThan(80);
  });

  test("leaves out groups without bars", () => {
    expect(svgChart([{ title: "Nothing here", bars: [] }])).not.toContain("Nothing here");
  });
});
