import { checkAgreement } from "../load/agreement.ts";
import { ordersOf } from "../load/order.ts";
import { compete, type Performance, ratios, summary } from "../load/rounds.ts";
import { fewMixedPictures } from "../pictures/selection.ts";
import { figure, megabytes, times } from "../report/text.ts";
import { contestantsFor, coresNote } from "./comparison.ts";
import type { Section } from "./section.ts";

const CLIENTS = [1, 2, 8, 32];

/** How the contestants bear more clients at once: JPEGs of 800 px from a large picture of each kind. */
export const clients: Section = async (bench) => {
  const pictures = fewMixedPictures(bench.album.pictures);
  const few = ordersOf(pictures, [{ widthPx: 800, format: "jpeg" }]);
  const performances = new Map<number, Performance[]>();
  let haveOwnCores = true;
  for (const count of CLIENTS) {
    const { contestants, haveOwnCore, close } = await contestantsFor(bench, pictures);
    try {
      await checkAgreement(contestants, few);
      // As many requests as keep every client busy.
      const orders = Array.from({ length: Math.ceil((2 * count) / few.length) }, () => few).flat();
      const rounds = bench.isQuick ? 1 : 3;
      const told = (progress: string) => bench.told(`${count} clients, ${progress}`);
      haveOwnCores &&= haveOwnCore;
      performances.set(count, await compete(contestants, { orders, clients: count, rounds }, told));
    } finally {
      await close();
    }
  }
  const rows = [...performances].flatMap(([count, all]) => rowsOf(count, all));
  return {
    section: "clients",
    title: `1 to 32 clients: JPEGs of 800 px from ${pictures.length} pictures`,
    tables: [{ columns: ["", "requests/s", "p50", "p95", "peak RSS", "darkroom ÷ it", "pipeline ÷ it"], rows }],
    measured: Object.fromEntries(performances),
    notes: [
      "The last columns are ratios of requests per second. Every line has processes of its own.",
      coresNote(haveOwnCores),
    ],
    criteria: [],
    bars: [],
  };
};

function rowsOf(count: number, performances: readonly Performance[]): string[][] {
  const [darkroom, pipeline] = performances;
  return performances.map((each) => {
    const { requestsPerSecond, p50Ms, p95Ms, peakBytes } = summary(each);
    return [
      `${count} clients, ${each.name}`,
      figure(requestsPerSecond),
      `${figure(p50Ms)} ms`,
      `${figure(p95Ms)} ms`,
      megabytes(peakBytes),
      ...[darkroom!, pipeline!].map((one) => times(ratios(one, each).requestsPerSecond)),
    ];
  });
}
