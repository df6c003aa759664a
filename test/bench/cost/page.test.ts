import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { estimate } from "../../../bench/cost/estimate.ts";
import { usdText } from "../../../bench/cost/figures.ts";
import { costPage } from "../../../bench/cost/page.ts";
import { servingOnly, USUAL_TRAFFIC } from "../../../bench/cost/traffic.ts";

test("docs/cost.md says what the prices come to", async () => {
  await expect(costPage()).toMatchFileSnapshot("../../../docs/cost.md");
});

test("docs/deploy.md names the same costs", async () => {
  const page = await readFile(new URL("../../../docs/deploy.md", import.meta.url), "utf8");
  const { idle } = estimate(USUAL_TRAFFIC);
  expect(page).toContain(`${usdText(idle.listUsd)} USD by list price`);
  const million = { requests: 1e6, images: 0, answerKilobytes: 40, edgeHitPercent: 95, makeMilliseconds: 400 };
  const { serving } = estimate(servingOnly({ ...USUAL_TRAFFIC, ...million }));
  expect(page).toContain(`${usdText(serving.darkroomUsd)} USD`);
});
