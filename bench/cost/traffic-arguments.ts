import { parseArgs } from "node:util";
import { type Traffic, USUAL_DELETION_SHARE, USUAL_TRAFFIC, USUAL_UPLOAD_SHARE } from "./traffic.ts";

/** What the command line asks for. */
export type CostRequest = { readonly traffic: Traffic; readonly asJson: boolean } | "help";

interface TrafficFlag {
  readonly flag: string;
  readonly most: number;
  readonly means: string;
}

const COUNT = 1e15;

/** One row a figure of the traffic: its flag, what is accepted, and what the help says. */
const FLAGS: Readonly<Record<keyof Traffic, TrafficFlag>> = {
  images: { flag: "images", most: COUNT, means: "pictures stored" },
  requests: { flag: "requests", most: COUNT, means: "requests for pictures a month" },
  uploads: { flag: "uploads", most: COUNT, means: "uploads a month, else 5 % of the pictures" },
  deletions: { flag: "deletions", most: COUNT, means: "deletions a month, else 2 % of the pictures" },
  answerKilobytes: { flag: "answer-kb", most: 1e6, means: "kilobytes of an answer" },
  edgeHitPercent: { flag: "edge-hits", most: 100, means: "percent that CloudFront's caches answer" },
  bucketHitPercent: { flag: "bucket-hits", most: 100, means: "percent of the others that the variant bucket answers" },
  makeMilliseconds: { flag: "make-ms", most: 30_000, means: "milliseconds to make a variant" },
  originalMegabytes: { flag: "original-mb", most: 1e3, means: "megabytes of an original" },
  sizes: { flag: "sizes", most: 500, means: "sizes in which a picture is asked for" },
};

const NAMES = Object.keys(FLAGS).filter((name): name is keyof Traffic => name in FLAGS);

/** What `npm run cost -- --help` prints. */
export const COST_HELP = `What a month costs by list price: npm run cost -- [options]

${NAMES.map((name) => `  --${FLAGS[name].flag.padEnd(14)}${FLAGS[name].means} (${USUAL_TRAFFIC[name]})`).join("\n")}
  --json          everything as JSON
  --help          this

Numbers are plain (250000) or end in k, M or B (250k).`;

/** What is wrong with a command line, as a sentence for whoever wrote it. */
export class ArgumentMistake extends Error {}

/**
 * Reads the command line of `npm run cost`.
 *
 * @param args e.g. `["--images", "10k", "--requests", "1M"]`
 * @throws ArgumentMistake for a flag that nobody knows and a value out of range
 */
export function costRequest(args: readonly string[]): CostRequest {
  const values = parsed(args);
  if (values.help === true) return "help";
  const said = Object.fromEntries(
    NAMES.flatMap((name) => {
      const text = values[FLAGS[name].flag];
      return typeof text === "string" ? [[name, read(FLAGS[name], text)]] : [];
    }),
  );
  const images = said.images ?? USUAL_TRAFFIC.images;
  const churn = { uploads: images * USUAL_UPLOAD_SHARE, deletions: images * USUAL_DELETION_SHARE };
  return { traffic: { ...USUAL_TRAFFIC, ...churn, ...said }, asJson: values.json === true };
}

function parsed(args: readonly string[]) {
  const numbers = NAMES.map((name) => [FLAGS[name].flag, { type: "string" }] as const);
  const options = { ...Object.fromEntries(numbers), json: { type: "boolean" }, help: { type: "boolean" } } as const;
  try {
    return parseArgs({ args: [...args], options }).values as Readonly<Record<string, string | boolean | undefined>>;
  } catch (cause) {
    const flags = NAMES.map((name) => `--${FLAGS[name].flag}`).join(" ");
    throw new ArgumentMistake(`There are ${flags} --json --help; each of the first takes a number.`, { cause });
  }
}

const SUFFIXES: Readonly<Record<string, number>> = { "": 1, k: 1e3, M: 1e6, B: 1e9 };

function read({ flag, most }: TrafficFlag, text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kMB]?)$/.exec(text);
  const number = match === null ? Number.NaN : Number(match[1]) * (SUFFIXES[match[2] ?? ""] ?? 1);
  if (number >= 0 && number <= most) return number;
  throw new ArgumentMistake(`--${flag} must be a number from 0 to ${most.toLocaleString("en")}, e.g. 250000 or 250k.`);
}
