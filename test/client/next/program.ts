import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** Characters of what a program said that an error repeats. */
const LAST_WORDS = 2_000;

/** A program and its arguments, e.g. `["npm", "install"]`. */
export type Command = readonly [string, ...string[]];

/** A program of somebody else's, which ends with all that it has started. */
export interface Program {
  /** Waits until it has ended well. @throws Error with its last words where it has not, or not in time */
  succeed(seconds: number): Promise<void>;
  /** Waits until it has said something. @throws Error with its last words where it has not in time, or ends before */
  say(words: RegExp, seconds: number): Promise<RegExpExecArray>;
  close(): Promise<void>;
}

/** @param environment what it is to know besides what this process does */
export function startProgram(
  [file, ...args]: Command,
  cwd: string,
  environment: Readonly<Record<string, string>>,
): Program {
  const env = { ...process.env, ...environment };
  // A group of its own: what it has started is reached by its number too.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output.text += text));
  const ended = once(child, "close");
  const failure = (what: string) =>
    new Error(`${[file, ...args].join(" ")} ${what}:\n${output.text.slice(-LAST_WORDS)}`);

  async function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
    const late = sleep(seconds * 1000, undefined, { ref: false }).then(() => {
      throw failure(`took longer than ${seconds} s`);
    });
    return Promise.race([work, late]);
  }

  return {
    async succeed(seconds) {
      const [code] = await inTime(ended, seconds);
      if (code !== 0) throw failure(`ended with ${code}`);
    },
    async say(words, seconds) {
      const said = new Promise<RegExpExecArray>((resolve) => {
        child.stdout.on("data", () => {
          const found = words.exec(output.text);
          if (found !== null) resolve(found);
        });
      });
      const over = ended.then(([code]) => {
        throw failure(`ended with ${code}`);
      });
      return inTime(Promise.race([said, over]), seconds);
    },
    async close() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}
