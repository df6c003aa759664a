import type { Command } from "commander";
import { authorization } from "../../service.ts";
import { CommandFailure, EXIT_CODES, exitCodeOf, sentenceOf, usageFailure } from "../failure.ts";
import { paint } from "../paint.ts";
import { openJournal } from "../upload-run/journal.ts";
import { pictureFiles } from "../upload-run/picture-files.ts";
import { showProgress } from "../upload-run/progress.ts";
import { type Outcome, uploadAll } from "../upload-run/upload-run.ts";
import { print, tell, type World } from "../world.ts";
import { command, ownService } from "./command.ts";

interface UpOptions {
  readonly concurrency: string;
  readonly patience: string;
  readonly again?: true;
  readonly json?: true;
}

/** `darkroom up`: brings pictures, and goes on where it was broken off. */
export function upCommand(world: World): Command {
  return command("up <path...>", "Upload pictures and folders of pictures; run it again to go on after a break.", [
    "up sunset.jpg",
    "up photos/ --concurrency 8",
    "up photos/ --json | jq -r 'select(.problem) | .path'",
  ])
    .option("-c, --concurrency <count>", "files at a time, 1 to 32", "4")
    .option("--patience <seconds>", "how long to wait for a service that is away", "30")
    .option("--again", "upload also what is there already, as new images")
    .option("--json", "one JSON object a line: path, and id and url or problem")
    .action((paths: string[], options: UpOptions) => upload(world, paths, options));
}

async function upload(world: World, paths: readonly string[], options: UpOptions): Promise<void> {
  const lanes = wholeNumber("--concurrency", options.concurrency, 1, 32);
  const patienceSeconds = wholeNumber("--patience", options.patience, 0, 86_400);
  const service = ownService(world);
  // Who is not signed in need not wait for a look at the files.
  await authorization(service);
  const files = await pictureFiles(paths);
  if (files.length === 0) throw new CommandFailure("There are no pictures (jpg, png, webp, avif, gif, tiff) in there.");
  const journal = await openJournal(world, service.url);
  const progress = showProgress(
    world.stderr,
    files.filter((file) => "sizeBytes" in file),
  );
  const outcomes: Outcome[] = [];
  const reason = await uploadAll(files, {
    ...{ service, journal, lanes, patienceSeconds, signal: world.signal },
    isAgain: options.again === true,
    onBegun: progress.begin,
    onSent: progress.sent,
    onOutcome(outcome) {
      outcomes.push(outcome);
      progress.settle(outcome.path, () => report(world, outcome, options.json === true));
    },
  }).finally(progress.end);
  account(world, outcomes, reason);
}

/** One line for each file: its id, or on the other stream why it has none. */
function report(world: World, outcome: Outcome, isJson: boolean): void {
  const { path } = outcome;
  if ("problem" in outcome) {
    const { problem } = outcome;
    if (isJson) print(world, JSON.stringify({ path, problem }));
    else tell(world, `${paint(world, world.stderr, "red", path)}: ${problem.detail} (${problem.code})`);
    return;
  }
  const { id, url } = outcome;
  print(world, isJson ? JSON.stringify({ path, id, url }) : `${id}  ${path}`);
}

/** The last word: how many came to what, and what to do about the others. */
function account(world: World, outcomes: readonly Outcome[], reason: unknown): void {
  const problems = outcomes.flatMap((outcome) => ("problem" in outcome ? [outcome.problem.code] : []));
  const came = outcomes.filter((outcome) => "isNew" in outcome && outcome.isNew).length;
  const left = problems.filter((code) => code === "not-uploaded").length;
  const counts = [
    [came, "uploaded"],
    [outcomes.length - came - problems.length, "there already"],
    [problems.length - left, "failed"],
    [left, "not tried"],
  ] as const;
  const words = counts.filter(([count], place) => count > 0 || place === 0).map(([count, word]) => `${count} ${word}`);
  const sum = `${outcomes.length === 1 ? "1 file" : `${outcomes.length} files`}: ${words.join(", ")}.`;
  if (reason === undefined && problems.length > 0) throw new CommandFailure(sum);
  if (reason === undefined) {
    tell(world, sum);
    return;
  }
  const isInterrupted = world.signal.aborted;
  const why = isInterrupted ? "Interrupted." : sentenceOf(reason);
  const code = isInterrupted ? EXIT_CODES.interrupted : exitCodeOf(reason);
  throw new CommandFailure(`${sum} ${why} The same command goes on where this one ended.`, code);
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
  throw usageFailure(`${name} takes a whole number from ${min} to ${max}.`);
}
