import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { nextMessage } from "./next-message.ts";

/** Milliseconds that one task may take; the largest pictures take one or two minutes on a busy machine. */
const PATIENCE_MS = 600_000;

/**
 * Does tasks in processes of their own, one for each core.
 *
 * @param file run by Node; answers what it is sent by `serveTasks`
 * @param told hears of each task as it is begun
 * @returns the results, in the order of the tasks
 * @throws Error when a process ends, or takes ten minutes
 */
export async function inProcesses<Task extends object, Result>(
  file: string,
  tasks: readonly Task[],
  told: (task: Task) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = tasks.entries();
  const worker = async () => {
    const child = fork(file, { execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    try {
      for (const [at, task] of waiting) {
        told(task);
        const answer = nextMessage(child, PATIENCE_MS);
        child.send(task);
        // The file is ours, and says nothing else.
        results[at] = (await answer) as Result;
      }
    } finally {
      child.kill("SIGKILL");
    }
  };
  await Promise.all(Array.from({ length: Math.min(tasks.length, availableParallelism()) }, worker));
  return results;
}

/** Answers every task that the process which started this one sends. */
export function serveTasks<Task, Result>(answer: (task: Task) => Promise<Result>): void {
  process.on("message", (task: Task) => void answer(task).then((result) => process.send?.(result)));
  // Whoever started it is gone, and nobody else knows of it.
  process.once("disconnect", () => process.exit());
}
