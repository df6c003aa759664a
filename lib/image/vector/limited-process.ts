import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

/** What a process is ended at. */
export interface ProcessLimits {
  readonly seconds: number;
  readonly mebibytes: number;
  readonly outputBytes: number;
}

/** Milliseconds between two looks at what a process takes; at a gigabyte a second it takes some tens of megabytes more. */
const LOOK_MS = 20;

const PAGE_BYTES = 4_096;

/** The program failed at its input, or took more than it may: another run would end likewise. */
export class ProgramFailed extends Error {
  override readonly name = "ProgramFailed";
}

/**
 * Runs a program of JavaScript in a Node process of its own, which has no variable of ours, and ends it at its limits.
 *
 * The program is text, so that it needs no build: it is the same in a Lambda, on one machine and in the tests.
 *
 * @param args what the program finds in `process.argv` from 1 on
 * @param input what it reads from its standard input
 * @returns what it wrote to its standard output
 * @throws ProgramFailed when it failed, or was ended at its limits; another Error where it could not be started, or
 *   somebody else ended it, as a system does that runs out of memory
 */
export function runLimited(
  program: string,
  args: readonly string[],
  input: Uint8Array,
  environment: Readonly<Record<string, string>>,
  limits: ProcessLimits,
): Promise<Buffer> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program, "--", ...args], {
    env: environment,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const guard = guarded(child, limits);
  const parts: Buffer[] = [];
  let outputBytes = 0;
  child.stdout.on("data", (part: Buffer) => {
    parts.push(part);
    outputBytes += part.length;
    if (outputBytes > limits.outputBytes) guard.end("bytes of output");
  });
  // It may be ended, or fail, before it has read all; how it ended says more.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      guard.rest();
      reject(error);
    });
    child.once("close", (code, signal) => {
      guard.rest();
      const limit = guard.passed();
      if (code === 0) resolve(Buffer.concat(parts));
      else if (limit !== undefined) reject(new ProgramFailed(`the process was ended: too many ${limit}`));
      else if (code !== null) reject(new ProgramFailed(`the process ended with ${code}`));
      else reject(new Error(`the process was ended by ${signal}`));
    });
  });
}

/** Who ends a process at its limits. */
interface Guard {
  end(limit: string): void;
  /** The limit that it was ended at, e.g. `seconds`. */
  passed(): string | undefined;
  rest(): void;
}

/** A long reading of a busy process is no reason to begin another beside it. */
function guarded(child: ChildProcess, { seconds, mebibytes }: ProcessLimits): Guard {
  const endsAt = performance.now() + seconds * 1_000;
  let passed: string | undefined;
  let isLooking = false;
  const end = (limit: string) => {
    passed ??= limit;
    child.kill("SIGKILL");
  };
  const timer = setInterval(async () => {
    if (performance.now() > endsAt) end("seconds");
    if (isLooking) return;
    isLooking = true;
    if ((await residentBytes(child.pid)) > mebibytes * 2 ** 20) end("bytes of memory");
    isLooking = false;
  }, LOOK_MS);
  return { end, passed: () => passed, rest: () => clearInterval(timer) };
}

/** What a process has of the memory; 0 where it has ended, and on systems that do not say so in a file. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "0 0");
  return Number(pages.split(" ")[1]) * PAGE_BYTES;
}
