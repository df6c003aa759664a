import { join } from "node:path";
import type { ContestantName } from "../contestants/contestant.ts";
import { type Contestants, startContestants } from "../contestants/contestants.ts";
import type { Stage } from "../contestants/stage.ts";
import { type CheckedAnswer, checkAgreement } from "../load/agreement.ts";
import { type Contest, compete, type Performance, type Ratios, ratios, summary } from "../load/rounds.ts";
import type { Picture } from "../pictures/picture.ts";
import type { Bar, Table } from "../report/finding.ts";
import { figure, kilobytes, megabytes, times } from "../report/text.ts";
import { median } from "../statistics.ts";
import type { Bench } from "./section.ts";

/** The contestants that are Darkroom. */
const OURS: readonly ContestantName[] = ["darkroom", "pipeline"];

/** A comparison of all contestants, as figures and as tables. */
export interface Comparison {
  readonly tables: readonly Table[];
  readonly bars: readonly Bar[];
  /** One answer of every contestant to every order. */
  readonly answers: readonly CheckedAnswer[];
  readonly performances: readonly Performance[];
  /** Our ratios against each of the others. */
  readonly against: readonly Ratios[];
  /** What else used the machine. */
  readonly notes: readonly string[];
}

/** Starts all contestants afresh, with these pictures uploaded. */
export async function contestantsFor(bench: Bench, pictures: readonly Picture[]): Promise<Contestants> {
  return startContestants(bench.servers, await stageFor(bench, pictures));
}

/** What contestants stand on, these pictures uploaded. */
export async function stageFor(bench: Bench, pictures: readonly Picture[]): Promise<Stage> {
  const service = await bench.serviceWith(pictures);
  return { folder: bench.album.folder, mezzanineFolder: join(bench.scratch, "mezzanines"), service };
}

/** Starts all contestants, holds their answers against each other, and lets them compete. */
export async function compareContestants(bench: Bench, contest: Contest): Promise<Comparison> {
  const pictures = [...new Set(contest.orders.map(({ picture }) => picture))];
  const { contestants, haveOwnCore, close } = await contestantsFor(bench, pictures);
  try {
    bench.told("one answer each, held against each other");
    const answers = await checkAgreement(contestants, [...new Set(contest.orders)]);
    const performances = await compete(contestants, contest, bench.told);
    const ours = performances.filter(({ name }) => OURS.includes(name));
    const others = performances.filter(({ name }) => !OURS.includes(name));
    const against = ours.flatMap((one) => others.map((other) => ratios(one, other)));
    const notes = [coresNote(haveOwnCore), storesNote(performances)];
    return {
      ...{ answers, performances, against, notes },
      tables: tablesOf(performances, against),
      bars: barsOf(performances),
    };
  } finally {
    await close();
  }
}

function tablesOf(performances: readonly Performance[], against: Comparison["against"]): Table[] {
  const absolute = performances
    .map(summary)
    .map((each) => [
      each.name,
      figure(each.requestsPerSecond),
      `${figure(each.cpuMs)} ms`,
      `${figure(each.p50Ms)} ms`,
      `${figure(each.p95Ms)} ms`,
      megabytes(each.peakBytes),
      kilobytes(each.bytesPerAnswer),
    ]);
  const relative = against.map((each) => [
    `${each.of} ÷ ${each.against}`,
    ...[each.requestsPerSecond, each.cpu, each.p50, each.p95, each.peak, each.bytes].map(times),
  ]);
  const columns = ["", "requests/s", "CPU/request", "p50", "p95", "peak RSS", "bytes/answer"];
  return [{ columns, rows: [...absolute, ...relative] }];
}

function barsOf(performances: readonly Performance[]): Bar[] {
  const summaries = performances.map(summary);
  return [
    ...summaries.map((each) => ({
      group: "requests per second",
      label: each.name,
      value: each.requestsPerSecond,
      unit: "/s",
    })),
    ...summaries.map((each) => ({ group: "CPU per request", label: each.name, value: each.cpuMs, unit: " ms" })),
    ...summaries.map((each) => ({ group: "peak memory", label: each.name, value: each.peakBytes / 1e6, unit: " MB" })),
  ];
}

/** Where contestants ran. */
export function coresNote(haveOwnCore: boolean): string {
  return haveOwnCore
    ? "Each server had one core to itself, as a Lambda function of 1,769 MB has; its stores and who asked it had the rest."
    : "Servers, stores and who asked shared all cores.";
}

/** What Darkroom's stores took of the same machine, since they run on it. */
function storesNote([darkroom]: readonly Performance[]): string {
  const milliseconds = median(darkroom?.storesCpuPerRequest ?? []);
  return `S3 and DynamoDB, in a process beside Darkroom's, took ${figure(milliseconds)} ms of CPU a request; the others have no stores.`;
}
