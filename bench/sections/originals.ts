import { checkAgreement } from "../load/agreement.ts";
import { ordersOf } from "../load/order.ts";
import { compete, type Performance, ratios, summary } from "../load/rounds.ts";
import type { Picture } from "../pictures/picture.ts";
import { comparablePictures, fewMixedPictures } from "../pictures/selection.ts";
import { figure, times } from "../report/text.ts";
import { contestantsFor, coresNote } from "./comparison.ts";
import type { Section } from "./section.ts";

/** Millions of pixels under which there is nothing to scale down. */
const LEAST_MEGAPIXELS = 1;

/** Each original by itself, small to large: what its size and format make of a JPEG of 800 px, one client. */
export const originals: Section = async (bench) => {
  const stills = comparablePictures(bench.album.pictures).filter(({ megapixels }) => megapixels >= LEAST_MEGAPIXELS);
  const chosen = bench.isQuick ? fewMixedPictures(stills) : stills;
  const pictures = chosen.toSorted((a, b) => a.megapixels - b.megapixels);
  const { contestants, haveOwnCore, close } = await contestantsFor(bench, pictures);
  try {
    const rows: string[][] = [];
    const measured: Record<string, readonly Performance[]> = {};
    for (const picture of pictures) {
      const orders = ordersOf([picture], [{ widthPx: 800, format: "jpeg" }]);
      await checkAgreement(contestants, orders);
      const told = (progress: string) => bench.told(`${picture.name}, ${progress}`);
      const performances = await compete(contestants, { orders, clients: 1, rounds: bench.isQuick ? 3 : 5 }, told);
      measured[picture.name] = performances;
      rows.push(rowOf(picture, performances));
    }
    const columns = ["", "darkroom", "pipeline", "bare sharp", "ipx", "CPU darkroom ÷ sharp", "CPU pipeline ÷ sharp"];
    return {
      section: "originals",
      title: "Originals by size and format: p50 of a JPEG of 800 px, one client",
      tables: [{ columns, rows }],
      measured,
      notes: [coresNote(haveOwnCore)],
      criteria: [],
      bars: [],
    };
  } finally {
    await close();
  }
};

function rowOf({ name, kind, megapixels }: Picture, performances: readonly Performance[]): string[] {
  const [darkroom, pipeline, bareSharp] = performances;
  return [
    `${figure(megapixels)} MP ${kind}, ${name}`,
    ...performances.map((each) => `${figure(summary(each).p50Ms)} ms`),
    ...[darkroom!, pipeline!].map((one) => times(ratios(one, bareSharp!).cpu)),
  ];
}
