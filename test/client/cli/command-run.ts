import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { runCommandLine } from "../../../client/cli/command-line.ts";

/** A user with a home of their own, who runs commands. */
export interface User {
  readonly home: string;
  readonly environment: Record<string, string>;
  run(args: readonly string[], options?: RunOptions): Promise<CommandRun>;
  leave(): void;
}

/** What a user does beside a command. */
export interface RunOptions {
  readonly stdin?: string;
  /** Whether both ends are a terminal. */
  readonly isTerminal?: boolean;
  readonly signal?: AbortSignal;
  /** Hears what is written to stderr as it comes. */
  readonly onError?: (text: string) => void;
}

/** What a command said. */
export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  /** The same as it came. */
  readonly bytes: Buffer;
  readonly stderr: string;
  /** stdout, a line at a time. */
  readonly lines: readonly string[];
}

/**
 * A user with an empty home.
 *
 * @param environment e.g. `{ DARKROOM_URL: "http://127.0.0.1:8787" }`
 */
export function newUser(environment: Record<string, string>): User {
  const home = mkdtempSync(join(tmpdir(), "darkroom-home-"));
  return {
    home,
    environment,
    leave: () => rmSync(home, { recursive: true, force: true }),
    async run(args, { stdin = "", isTerminal = false, signal = new AbortController().signal, onError } = {}) {
      const terminal = { isTTY: isTerminal, columns: 100 };
      const [input, output, errors] = [stream(terminal), stream(terminal), stream(terminal)];
      const said = { stderr: "" };
      const written: Buffer[] = [];
      output.on("data", (bytes: Buffer) => written.push(bytes));
      errors.on("data", (bytes) => {
        said.stderr += bytes;
        onError?.(`${bytes}`);
      });
      input.end(stdin);
      const world = { environment, stdin: input, stdout: output, stderr: errors, signal, home };
      const code = await runCommandLine(args, world);
      const bytes = Buffer.concat(written);
      const stdout = `${bytes}`;
      return { code, ...said, bytes, stdout, lines: stdout.split("\n").filter((line) => line !== "") };
    },
  };
}

function stream(terminal: { readonly isTTY: boolean; readonly columns: number }) {
  return Object.assign(new PassThrough(), terminal);
}
