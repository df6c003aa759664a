import type { Readable } from "node:stream";

/** Where a command writes: a terminal, a pipe or a file. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** All that a command has of the world around it. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** For what was asked for, and nothing else. */
  readonly stdout: Output;
  /** For progress, questions and problems. */
  readonly stderr: Output;
  /** Aborted when the user wants no more. */
  readonly signal: AbortSignal;
  /** The folder of a user who says nothing else, e.g. `/home/ann`. */
  readonly home: string;
}

/** Writes one line of what was asked for. */
export function print(world: World, line: string): void {
  world.stdout.write(`${line}\n`);
}

/** Writes one line about it. */
export function tell(world: World, line: string): void {
  world.stderr.write(`${line}\n`);
}
