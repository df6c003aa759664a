import type { Story } from "./story.ts";

/** Something that the service does, which a fault may befall at each of its calls. */
export interface Act {
  /** What the table of outcomes calls it. */
  readonly title: string;
  /** What comes before it, without a fault. @returns what `run` and `repeat` need to know */
  prepare?(story: Story): Promise<string>;
  /** @returns how it ended, as the table has it */
  run(story: Story, prepared: string): Promise<string>;
  /** What a client does who was not told that it is done; the queue and the sweeper do the rest. */
  repeat?(story: Story, prepared: string): Promise<void>;
}

/** What a client was answered. */
export async function status(answer: Promise<{ readonly status: number }>): Promise<string> {
  return `${(await answer).status}`;
}

/** Whether the worker has to be asked again. */
export async function delivered({ queue }: Story): Promise<string> {
  return (await queue.deliver()) === 0 ? "done" : "again";
}

/** What the sweeper has done of each chore. */
export async function swept({ rig }: Story): Promise<string> {
  const done = Object.entries(await rig.functions.sweeper()).filter(([, count]) => count > 0);
  return done.map(([chore, count]) => `${chore} ${count}`).join(", ") || "later";
}

/** Notes it where something has not been done at last. */
export async function expectDone(story: Story, what: string, isDone: boolean | Promise<boolean>): Promise<void> {
  if (!(await isDone)) story.violations.push(`${what} has not come to be`);
}
