import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { planRendering } from "../../lib/image/plan.ts";
import { render } from "../../lib/image/render.ts";
import { checkAgreement } from "../load/agreement.ts";
import { MIXED_OUTPUTS, type Order, type Output, ordersOf } from "../load/order.ts";
import { fewMixedPictures, opaqueStills } from "../pictures/selection.ts";
import { contestantsFor } from "./comparison.ts";
import { type Exhibit, judgeAnswers, qualityGap, qualityTable } from "./quality-table.ts";
import type { Section } from "./section.ts";

const OUTPUTS: readonly Output[] = [...MIXED_OUTPUTS, { widthPx: 800, format: "avif" }];

/** Millions of pixels of the pictures that have mezzanines at all. */
const LEAST_MEGAPIXELS = 1.5;

/** What mezzanines cost in quality: the transformer's answers beside the same encoders fed with originals. */
export const quality: Section = async (bench) => {
  const stills = opaqueStills(bench.album.pictures).filter(({ megapixels }) => megapixels >= LEAST_MEGAPIXELS);
  const pictures = bench.isQuick ? fewMixedPictures(stills) : stills;
  const orders = ordersOf(pictures, OUTPUTS);
  const { contestants, close } = await contestantsFor(bench, pictures);
  try {
    const asked = contestants.filter(({ name }) => name === "darkroom" || name === "bare sharp");
    const answers = await checkAgreement(asked, orders);
    const exhibits: Exhibit[] = answers.map(({ name, ...answer }) => ({ by: name, ...answer }));
    for (const order of orders) exhibits.push(await fromOriginal(bench.album.folder, order));
    const judged = await judgeAnswers(bench.album.folder, exhibits, bench.told);
    const gap = qualityGap(judged, "darkroom", FROM_ORIGINAL);
    return {
      section: "quality",
      title: `Quality: ${pictures.length} pictures against their originals, scaled without further loss`,
      tables: [qualityTable(judged)],
      measured: { judged, gap },
      bars: [],
      criteria: [
        { name: `mean SSIMULACRA2 above direct decoding`, value: gap.mean, atLeast: -0.5 },
        { name: `the worst of them, ${gap.worst.of}`, value: gap.worst.gap, atLeast: -2 },
      ],
      notes: [
        "SSIMULACRA 2.1 and SSIM (luma, windows of 11 px), both written in bench/quality.",
        `"${FROM_ORIGINAL}": Darkroom's own encoders, without mezzanines.`,
      ],
    };
  } finally {
    await close();
  }
};

const FROM_ORIGINAL = "darkroom from the original";

async function fromOriginal(folder: string, order: Order): Promise<Exhibit> {
  const { picture, output } = order;
  const plan = planRendering(picture, { width: output.widthPx }, output.format, []);
  const { bytes } = await render(await readFile(join(folder, picture.name)), plan);
  return { by: FROM_ORIGINAL, order, bytes };
}
