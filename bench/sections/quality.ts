import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { makeMezzanines } from "../../lib/image/mezzanine.ts";
import { planRendering } from "../../lib/image/plan.ts";
import { render } from "../../lib/image/render.ts";
import type { Transform } from "../../lib/url/parameters.ts";
import type { Picture } from "../pictures/picture.ts";
import { fewMixedPictures, opaqueStills } from "../pictures/selection.ts";
import { likenessOf } from "../quality/likeness.ts";
import { readRaster } from "../quality/raster.ts";
import type { Criterion } from "../report/finding.ts";
import { type JudgedAnswer, qualityGap, qualityTable } from "./quality-table.ts";
import type { Section } from "./section.ts";

/** What is asked for. */
interface Setting {
  /** e.g. `webp1600` */
  readonly name: string;
  readonly transform: Transform;
  readonly type: "jpeg" | "webp" | "avif";
  /** Judging takes seconds a picture at this size. */
  readonly isLarge?: true;
}

const SETTINGS: readonly Setting[] = [
  { name: "jpeg300", transform: { width: 300 }, type: "jpeg" },
  { name: "jpeg800", transform: { width: 800 }, type: "jpeg" },
  { name: "webp800", transform: { width: 800 }, type: "webp" },
  { name: "avif800", transform: { width: 800 }, type: "avif" },
  { name: "crop600", transform: { width: 600, height: 600, fit: "cover" }, type: "jpeg" },
  { name: "webp1600", transform: { width: 1600 }, type: "webp", isLarge: true },
  { name: "webp2400", transform: { width: 2400 }, type: "webp", isLarge: true },
];

/** Millions of pixels of the pictures that have mezzanines at all. */
const LEAST_MEGAPIXELS = 1.5;

/** Seconds that mezzanines may take; nobody waits for them here. */
const PATIENCE_SECONDS = 60;

const FROM_MEZZANINE = "from a mezzanine";
const FROM_ORIGINAL = "from the original";

/** What mezzanines cost in quality: the service's own code beside the same code fed with originals. */
export const quality: Section = async ({ album, isQuick, told }) => {
  const stills = opaqueStills(album.pictures).filter(({ megapixels }) => megapixels >= LEAST_MEGAPIXELS);
  const few = fewMixedPictures(stills);
  const judged: JudgedAnswer[] = [];
  for (const picture of isQuick ? few : stills) {
    told(picture.name);
    const settings = SETTINGS.filter(({ isLarge }) => !isLarge || (!isQuick && few.includes(picture)));
    judged.push(...(await judgePicture(album.folder, picture, settings)));
  }
  return {
    section: "quality",
    title: `Quality of what is made from mezzanines: ${isQuick ? few.length : stills.length} pictures`,
    tables: [qualityTable(judged)],
    measured: { judged },
    bars: [],
    criteria: [...new Set(judged.map(({ output }) => output))].flatMap((output) => criteriaOf(judged, output)),
    notes: [
      "Against the original, decoded whole and scaled once. SSIMULACRA 2.1 and SSIM (luma, windows of 11 px), both written in bench/quality.",
      "Pictures that a setting takes from the original anyway are not in its figures; 1,600 px and more is of one picture of each kind.",
    ],
  };
};

async function judgePicture(folder: string, picture: Picture, settings: readonly Setting[]): Promise<JudgedAnswer[]> {
  const original = await readFile(join(folder, picture.name));
  const mezzanines = await makeMezzanines(original, picture, PATIENCE_SECONDS);
  // Without losses, and so that no decoder can scale it.
  const whole = await sharp(original).autoOrient().toColorspace("srgb").removeAlpha().png({ compressionLevel: 0 });
  const pixels = await whole.toBuffer();
  const judged: JudgedAnswer[] = [];
  for (const { name, transform, type } of settings) {
    const plan = planRendering(picture, transform, type, [...mezzanines.keys()]);
    const mezzanine = mezzanines.get(plan.rung ?? 0);
    if (mezzanine === undefined) continue;
    const direct = planRendering(picture, transform, type, []);
    const reference = await readRaster((await render(pixels, { ...direct, type: "png" })).bytes);
    const answers = {
      [FROM_MEZZANINE]: await render(mezzanine.bytes, plan),
      [FROM_ORIGINAL]: await render(original, direct),
    };
    for (const [by, { bytes }] of Object.entries(answers)) {
      const likeness = likenessOf(reference, await readRaster(bytes));
      judged.push({ by, output: name, picture: picture.name, bytes: bytes.length, ...likeness });
    }
  }
  return judged;
}

function criteriaOf(judged: readonly JudgedAnswer[], output: string): Criterion[] {
  const ofOutput = judged.filter((each) => each.output === output);
  const { mean, worst } = qualityGap(ofOutput, FROM_MEZZANINE, FROM_ORIGINAL);
  return [
    { name: `${output}: mean SSIMULACRA2 above direct decoding`, value: mean, atLeast: -0.5 },
    { name: `the worst, ${worst.of}`, value: worst.gap, atLeast: -2 },
  ];
}
