import type { CheckedAnswer } from "../load/agreement.ts";
import { outputName } from "../load/order.ts";
import type { JudgedAnswer } from "../quality/judged-answer.ts";
import { OriginalJudge } from "../quality/likeness.ts";
import type { Table } from "../report/finding.ts";
import { figure, kilobytes } from "../report/text.ts";
import { mean } from "../statistics.ts";

/** What is judged: an answer, and a name for who made it. */
export type Exhibit = Pick<CheckedAnswer, "order" | "bytes"> & { readonly by: string };

/** Judges answers, all of one picture together, since its original is decoded once. */
export async function judgeAnswers(
  folder: string,
  exhibits: readonly Exhibit[],
  told: (progress: string) => void,
): Promise<JudgedAnswer[]> {
  const judged: JudgedAnswer[] = [];
  for (const name of new Set(exhibits.map(({ order }) => order.picture.name))) {
    told(`judging ${name}`);
    const judge = new OriginalJudge(folder, name);
    for (const { by, order, bytes } of exhibits.filter((each) => each.order.picture.name === name)) {
      const output = outputName(order.output);
      judged.push({ by, output, picture: name, bytes: bytes.length, ...(await judge.judge(bytes)) });
    }
  }
  return judged;
}

/** Means over all pictures, a row for each output and maker. */
export function qualityTable(judged: readonly JudgedAnswer[]): Table {
  const outputs = [...new Set(judged.map(({ output }) => output))];
  const makers = [...new Set(judged.map(({ by }) => by))];
  const rows = outputs.flatMap((output) =>
    makers.map((by) => {
      const theirs = judged.filter((each) => each.output === output && each.by === by);
      const means = [mean(theirs.map((each) => each.ssimulacra2)), mean(theirs.map((each) => each.ssim))];
      return [`${output}, ${by}`, ...means.map(figure), kilobytes(mean(theirs.map((each) => each.bytes)))];
    }),
  );
  return { columns: ["mean over the pictures", "SSIMULACRA2", "SSIM", "bytes"], rows };
}

/**
 * By how much one maker's SSIMULACRA2 is above another's, picture by picture.
 *
 * @returns the mean, and the worst with the picture and output that it is of
 */
export function qualityGap(judged: readonly JudgedAnswer[], one: string, other: string) {
  const gaps = judged
    .filter(({ by }) => by === one)
    .map((mine) => {
      const theirs = judged.find(
        ({ by, output, picture }) => by === other && output === mine.output && picture === mine.picture,
      );
      if (theirs === undefined) throw new Error(`${other} did not make ${mine.output} of ${mine.picture}.`);
      return { gap: mine.ssimulacra2 - theirs.ssimulacra2, of: `${mine.output} of ${mine.picture}` };
    })
    .toSorted((a, b) => a.gap - b.gap);
  return { mean: mean(gaps.map(({ gap }) => gap)), worst: gaps[0]! };
}
