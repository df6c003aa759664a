import { CommanderError } from "commander";
import { DarkroomError } from "../darkroom-error.ts";

/** What the process says to whoever started it. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  usage: 2,
  unreachable: 3,
  notSignedIn: 4,
  interrupted: 130,
} as const;

/** Why a command did not do what it was asked, in a sentence for its user. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CODES.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** A command that was put the wrong way. */
export function usageFailure(message: string): CommandFailure {
  return new CommandFailure(message, EXIT_CODES.usage);
}

/** Answers of a service that is there and cannot work. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);

/** @returns one of {@link EXIT_CODES} */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandFailure) return error.exitCode;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage;
  if (!(error instanceof DarkroomError)) return EXIT_CODES.failed;
  if (error.code === "service-unreachable" || AWAY.has(error.status ?? 0)) return EXIT_CODES.unreachable;
  return error.status === 401 ? EXIT_CODES.notSignedIn : EXIT_CODES.failed;
}

/**
 * What to tell the user; what we did not foresee comes with its stack.
 *
 * @returns a sentence, for a failure that the user can do something about with what that is
 */
export function sentenceOf(error: unknown): string {
  if (error instanceof CommandFailure) return error.message;
  if (error instanceof TypeError) return error.message;
  if (!(error instanceof DarkroomError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error.code === "service-unreachable") return `${error.message} Is it running, and is DARKROOM_URL its address?`;
  if (error.status === 401) return `${error.message} Run darkroom login, or set DARKROOM_TOKEN to a new one.`;
  return error.message;
}
