import { ordersOf } from "../load/order.ts";
import { fewMixedPictures, mixedPictures } from "../pictures/selection.ts";
import { mean } from "../statistics.ts";
import { compareContestants } from "./comparison.ts";
import { judgeAnswers, qualityGap, qualityTable } from "./quality-table.ts";
import type { Section } from "./section.ts";

const CLIENTS = 8;

/** AVIF of 800 px, the format that costs the most to make. */
export const avif: Section = async (bench) => {
  const { pictures: all, folder } = bench.album;
  const pictures = bench.isQuick ? fewMixedPictures(all) : mixedPictures(all);
  const orders = ordersOf(pictures, [{ widthPx: 800, format: "avif" }]);
  const contest = { orders, clients: CLIENTS, rounds: bench.isQuick ? 2 : 3 };
  const { tables, bars, against, notes, performances, answers } = await compareContestants(bench, contest);
  const compared = answers.filter(({ name }) => name === "darkroom" || name === "bare sharp");
  const exhibits = compared.map(({ name, ...answer }) => ({ by: name, ...answer }));
  const judged = await judgeAnswers(folder, exhibits, bench.told);
  const gap = qualityGap(judged, "darkroom", "bare sharp");
  const bytesOf = (name: string) => mean(judged.filter(({ by }) => by === name).map(({ bytes }) => bytes));
  return {
    section: "avif",
    title: `AVIF of 800 px: ${pictures.length} pictures, ${CLIENTS} clients`,
    tables: [...tables, qualityTable(judged)],
    bars,
    measured: { performances, against, judged, gap },
    notes,
    criteria: [
      ...against.map((ratio) => ({
        name: `requests per second, ${ratio.of} ÷ ${ratio.against}`,
        value: ratio.requestsPerSecond,
        atLeast: 7,
      })),
      { name: "bytes, darkroom ÷ bare sharp", value: bytesOf("darkroom") / bytesOf("bare sharp"), atMost: 1.1 },
      { name: "SSIMULACRA2, darkroom − bare sharp", value: gap.mean, atLeast: -1.5 },
    ],
  };
};
