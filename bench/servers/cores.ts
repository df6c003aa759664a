import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Of the machine, as far as this process may use it; asked before any process is kept to fewer. */
const CORES = availableParallelism();

/** Milliseconds that `taskset` may take. */
const PATIENCE_MS = 10_000;

/**
 * Gives some processes one core together, and others the rest: a server then has the one CPU that a Lambda function has,
 * whatever else runs on this machine. What they start inherits it.
 *
 * @param served ids of the processes on the one core, which take turns
 * @param others ids of those on the rest
 * @returns whether it could: not on a machine of one core, nor where there is no `taskset`, as outside Linux
 */
export async function divideCores(served: readonly number[], others: readonly number[]): Promise<boolean> {
  if (CORES === 1) return false;
  const isDivided = (await keepTo(`${CORES - 1}`, served)) && (await keepTo(`0-${CORES - 2}`, others));
  if (!isDivided) await shareCores([...served, ...others]);
  return isDivided;
}

/** Lets processes have all cores again. */
export async function shareCores(processes: readonly number[]): Promise<void> {
  await keepTo(`0-${CORES - 1}`, processes);
}

/** With all threads that they have. */
async function keepTo(cores: string, processes: readonly number[]): Promise<boolean> {
  try {
    for (const pid of processes) await run("taskset", ["-apc", cores, `${pid}`], { timeout: PATIENCE_MS });
    return true;
  } catch {
    return false;
  }
}
