import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { timeLimit } from "../../lib/time-limit.ts";

/**
 * What a process says next; nothing goes on listening to it afterwards.
 *
 * @throws Error when it ends before, or says nothing in time
 */
export async function nextMessage(child: ChildProcess, patienceMs: number): Promise<unknown> {
  const over = new AbortController();
  const signal = timeLimit(patienceMs, over.signal);
  const said = once(child, "message", { signal }).then(([message]) => message);
  const ended = once(child, "exit", { signal }).then(([code]) => Promise.reject(new Error(`It ended with ${code}.`)));
  try {
    return await Promise.race([said, ended]);
  } finally {
    over.abort();
    await Promise.allSettled([said, ended]);
  }
}
