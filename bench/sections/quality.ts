import { fewMixedPictures, opaqueStills } from "../pictures/selection.ts";
import type { JudgedAnswer } from "../quality/judged-answer.ts";
import { FROM_MEZZANINE, FROM_ORIGINAL, type LossTask } from "../quality/mezzanine-loss.ts";
import type { Table } from "../report/finding.ts";
import { figure, times } from "../report/text.ts";
import { inProcesses } from "../servers/task-processes.ts";
import { mean } from "../statistics.ts";
import { qualityGap } from "./quality-table.ts";
import type { Section } from "./section.ts";

/** Millions of pixels of the pictures that have mezzanines at all. */
const LEAST_MEGAPIXELS = 1.5;

/** What mezzanines cost in quality: the service's own code beside the same code fed with originals. */
export const quality: Section = async ({ album, servers, isQuick, told }) => {
  const stills = opaqueStills(album.pictures).filter(({ megapixels }) => megapixels >= LEAST_MEGAPIXELS);
  const pictures = isQuick ? fewMixedPictures(stills) : stills;
  if (pictures.length === 0) throw new Error("The section quality takes an opaque picture of at least 1.5 megapixels.");
  const tasks = pictures.map((picture): LossTask => ({ folder: album.folder, picture }));
  const judge = inProcesses<LossTask, JudgedAnswer[]>(servers.mezzanineLoss, tasks, ({ picture }) =>
    told(picture.name),
  );
  const judged = (await judge).flat();
  const outputs = [...new Set(judged.map(({ output }) => output))];
  const gaps = outputs.map((output) => ({ output, ...gapOf(judged, output) }));
  const lowest = gaps.toSorted((a, b) => a.mean - b.mean)[0]!;
  const apart = formatsApart(judged);
  const worst = gaps.map((gap) => gap.worst).toSorted((a, b) => a.gap - b.gap)[0]!;
  return {
    section: "quality",
    title: `Quality of what is made from mezzanines: ${pictures.length} pictures`,
    tables: [lossTable(judged, outputs)],
    measured: { judged },
    bars: [],
    criteria: [
      {
        name: `mean SSIMULACRA2, from mezzanines − from originals, lowest: ${lowest.output}`,
        value: lowest.mean,
        atLeast: -0.5,
      },
      { name: `the same of one picture, lowest: ${worst.of}`, value: worst.gap, atLeast: -2 },
      { name: `mean SSIMULACRA2 of the formats without q apart, most: ${apart.shape}`, value: apart.points, atMost: 2 },
    ],
    notes: [
      "Against the original, decoded whole and scaled once. SSIMULACRA 2.1 and SSIM (luma, windows of 11 px), both written in bench/quality.",
      "Pictures of which a size is made from the original anyway are not in its figures, and so nothing over 1,969 px is.",
    ],
  };
};

/** How far the types are apart where they are most, each with the quality that it takes where none is asked for. */
function formatsApart(judged: readonly JudgedAnswer[]): { shape: string; points: number } {
  const shapeOf = ({ output }: JudgedAnswer) => output.split(",")[0]!;
  const mine = judged.filter(({ by }) => by === FROM_MEZZANINE);
  const all = [...new Set(mine.map(shapeOf))].map((shape) => {
    const ofShape = mine.filter((each) => shapeOf(each) === shape);
    const means = [...new Set(ofShape.map(({ output }) => output))].map((output) =>
      mean(ofShape.filter((each) => each.output === output).map(({ ssimulacra2 }) => ssimulacra2)),
    );
    return { shape, points: Math.max(...means) - Math.min(...means) };
  });
  return all.toSorted((a, b) => b.points - a.points)[0]!;
}

function gapOf(judged: readonly JudgedAnswer[], output: string) {
  const ofOutput = judged.filter((each) => each.output === output);
  return qualityGap(ofOutput, FROM_MEZZANINE, FROM_ORIGINAL);
}

/** A row for each output: the means of both, and how far they are apart. */
function lossTable(judged: readonly JudgedAnswer[], outputs: readonly string[]): Table {
  const rows = outputs.map((output) => {
    const by = (name: string) => judged.filter((each) => each.output === output && each.by === name);
    const [mine, direct] = [by(FROM_MEZZANINE), by(FROM_ORIGINAL)];
    const meanOf = (all: readonly JudgedAnswer[], what: "ssimulacra2" | "ssim" | "bytes") =>
      mean(all.map((one) => one[what]));
    const gap = gapOf(judged, output);
    return [
      output,
      `${mine.length}`,
      figure(meanOf(mine, "ssimulacra2")),
      figure(meanOf(direct, "ssimulacra2")),
      figure(gap.mean),
      figure(gap.worst.gap),
      figure(meanOf(mine, "ssim") - meanOf(direct, "ssim")),
      times(meanOf(mine, "bytes") / meanOf(direct, "bytes")),
    ];
  });
  const columns = ["", "pictures", "SSIMULACRA2", "from originals", "difference", "worst", "of SSIM", "bytes"];
  return { columns, rows };
}
