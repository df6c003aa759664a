import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { planRendering } from "../../lib/image/plan.ts";
import { render } from "../../lib/image/render.ts";
import type { Transform } from "../../lib/url/parameters.ts";
import type { PictureVariant } from "../../lib/url/variant-key.ts";
import type { Picture } from "../pictures/picture.ts";
import { opaqueStills } from "../pictures/selection.ts";
import { readRaster } from "../quality/raster.ts";
import { ssimulacra2 } from "../quality/ssimulacra2.ts";
import type { Criterion, Table } from "../report/finding.ts";
import { figure, kilobytes, times } from "../report/text.ts";
import { mean } from "../statistics.ts";
import type { Section } from "./section.ts";

const TYPES = ["jpeg", "webp", "avif"] as const;

/** Widths in px that the promise about bytes is held at. */
const PROMISED_WIDTHS = [320, 800, 1600];

/** How the quality is chosen, by what the table calls it. */
const CHOICES = { "usual quality": {}, "q=auto": { quality: "auto" } } as const;

/** One picture as one type. */
interface Judged {
  readonly type: (typeof TYPES)[number];
  readonly choice: keyof typeof CHOICES;
  readonly picture: string;
  readonly bytes: number;
  readonly score: number;
}

/** What `q=auto` gives beside the usual qualities, and whether `fmt=auto` is ever larger than it may be. */
export const auto: Section = async ({ album, isQuick, told }) => {
  const stills = opaqueStills(album.pictures);
  const width = isQuick ? 400 : 800;
  const judged: Judged[] = [];
  for (const picture of stills) {
    told(`${picture.name}, q=auto`);
    judged.push(...(await judge(album.folder, picture, width)));
  }
  const larger: string[] = [];
  for (const picture of album.pictures) {
    told(`${picture.name}, fmt=auto`);
    larger.push(...(await largerThanPromised(album.folder, picture)));
  }
  return {
    section: "auto",
    title: `q=auto beside the usual qualities, ${width} px: ${stills.length} pictures`,
    tables: [qualityTable(judged)],
    measured: { judged, larger },
    bars: [],
    criteria: [
      {
        name: "answers to an AVIF browser that are larger than the JPEG or the original",
        value: larger.length,
        atMost: 0,
      },
      ...TYPES.map((type) => spreadCriterion(judged, type)),
    ],
    notes: [...larger, "SSIMULACRA2 against the picture without loss in the same size; deviation is the standard one."],
  };
};

async function judge(folder: string, picture: Picture, width: number): Promise<Judged[]> {
  const original = await readFile(join(folder, picture.name));
  const answer = async (type: "png" | Judged["type"], more: Transform) =>
    (await render(original, planRendering(picture, { width, ...more }, type, []))).bytes;
  const reference = await readRaster(await answer("png", {}));
  const judged: Judged[] = [];
  for (const type of TYPES) {
    for (const choice of ["usual quality", "q=auto"] as const) {
      const bytes = await answer(type, CHOICES[choice]);
      const score = ssimulacra2(reference, await readRaster(bytes));
      judged.push({ type, choice, picture: picture.name, bytes: bytes.length, score });
    }
  }
  return judged;
}

async function largerThanPromised(folder: string, picture: Picture): Promise<string[]> {
  const original = await readFile(join(folder, picture.name));
  const bytesOf = async (extension: PictureVariant["extension"], width: number) =>
    (await render(original, planRendering(picture, { width }, extension, [], original.length))).bytes.length;
  const larger: string[] = [];
  for (const width of PROMISED_WIDTHS) {
    const [best, plain] = [await bytesOf("auto-avif", width), await bytesOf("auto", width)];
    if (best > plain || best > original.length) larger.push(`${picture.name} at ${width} px: ${best} bytes`);
  }
  return larger;
}

function qualityTable(judged: readonly Judged[]): Table {
  const rows = TYPES.flatMap((type) =>
    (["usual quality", "q=auto"] as const).map((choice) => {
      const these = judged.filter((each) => each.type === type && each.choice === choice);
      const usual = judged.filter((each) => each.type === type && each.choice === "usual quality");
      const bytes = mean(these.map((each) => each.bytes));
      const scores = these.map(({ score }) => score);
      return [
        `${type}, ${choice}`,
        kilobytes(bytes),
        times(bytes / mean(usual.map((each) => each.bytes))),
        figure(mean(scores)),
        figure(deviation(scores)),
        figure(Math.min(...scores)),
      ];
    }),
  );
  return { columns: ["mean", "bytes", "÷ usual", "SSIMULACRA2", "deviation", "worst"], rows };
}

/** What `q=auto` is for: pictures that look alike good, whatever is on them. */
function spreadCriterion(judged: readonly Judged[], type: Judged["type"]): Criterion {
  const scores = (choice: Judged["choice"]) =>
    judged.filter((each) => each.type === type && each.choice === choice).map(({ score }) => score);
  const ratio = deviation(scores("q=auto")) / deviation(scores("usual quality"));
  return { name: `${type}: deviation of SSIMULACRA2, q=auto ÷ usual`, value: ratio, atMost: 1 };
}

function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
