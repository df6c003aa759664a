import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { drawCharts } from "../../../bench/scale/charts.ts";
import { simulate } from "../../../bench/scale/outcome.ts";
import { scalePage } from "../../../bench/scale/page.ts";
import type { Simulation } from "../../../bench/scale/simulation.ts";
import { DEPLOYED } from "../../../bench/scale/switches.ts";
import { SCALES } from "../../../bench/scale/workload.ts";

const docs = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), "utf8");
const simulation: Simulation = JSON.parse(await docs("scale.json"));

describe("docs/scale.md", () => {
  test.each([0, 1])("has in row %i what the simulation finds today", (row) => {
    const { budget, seed } = simulation;
    const outcome = simulate({ workload: SCALES[row]!, switches: DEPLOYED, budget, seed });
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(simulation.scales[row]);
  });

  test("has no figure with more digits than anybody knows", async () => {
    expect(await docs("scale.md")).not.toMatch(/\d\.\d{4}/);
  });

  test("and its charts say what their figures do", async () => {
    expect(await docs("scale.md")).toBe(scalePage(simulation));
    for (const [name, chart] of Object.entries(drawCharts(simulation))) expect(await docs(name), name).toBe(chart);
  });
});
