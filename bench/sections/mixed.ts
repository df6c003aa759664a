import { MIXED_OUTPUTS, ordersOf, outputName } from "../load/order.ts";
import { fewMixedPictures, mixedPictures } from "../pictures/selection.ts";
import { compareContestants } from "./comparison.ts";
import type { Section } from "./section.ts";

/** Clients that ask at once. */
const CLIENTS = 8;

/** Rounds after which no contestant's engine compiles any more. */
const WARM_UPS = 2;

/** The mixed load: large pictures of every kind, as what a page asks for. */
export const mixed: Section = async (bench) => {
  const { pictures: all } = bench.album;
  const pictures = bench.isQuick ? fewMixedPictures(all) : mixedPictures(all);
  const orders = ordersOf(pictures, MIXED_OUTPUTS);
  // Twice: with more requests, the clients that idle at the end of a round count for less.
  const turns = bench.isQuick ? { rounds: 3 } : { rounds: 5, warmUps: WARM_UPS };
  const contest = { orders: [...orders, ...orders], clients: CLIENTS, ...turns };
  const { tables, bars, against, notes, performances } = await compareContestants(bench, contest);
  const outputs = MIXED_OUTPUTS.map(outputName).join(", ");
  return {
    section: "mixed",
    title: `Mixed load: ${pictures.length} pictures, ${outputs}, ${CLIENTS} clients`,
    tables,
    bars,
    measured: { performances, against },
    notes: [
      ...notes,
      `Pictures: ${pictures.map(({ name, kind, megapixels }) => `${name} (${kind}, ${Math.round(megapixels)} MP)`).join(", ")}.`,
    ],
    criteria: against.flatMap((ratio) => [
      { name: `requests per second, ${ratio.of} ÷ ${ratio.against}`, value: ratio.requestsPerSecond, atLeast: 6 },
      { name: `CPU per request, ${ratio.of} ÷ ${ratio.against}`, value: ratio.cpu, atMost: 0.18 },
      { name: `peak memory, ${ratio.of} ÷ ${ratio.against}`, value: ratio.peak, atMost: 0.35 },
    ]),
  };
};
