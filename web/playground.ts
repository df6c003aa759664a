import type { Darkroom } from "../client/connect.ts";
import type { Configuration } from "./configuration.ts";

/** What every view works with. */
export interface Playground {
  readonly configuration: Configuration;
  readonly darkroom: Darkroom;
  /** Tells people, and screen readers, what has happened, e.g. `Copied.` */
  say(text: string): void;
  /** Tells what did not work; who is no longer signed in is asked to be. */
  report(error: unknown): void;
  /** Comes to the same place once more, where what it shows has changed as a whole. */
  comeAgain(): void;
  /** The same as `report`, for a view that shows all other failures by itself. */
  reportToken(error: unknown): void;
}

/**
 * One place of the page.
 *
 * @param signal aborted when somebody goes elsewhere
 */
export type View = (playground: Playground, signal: AbortSignal) => Promise<HTMLElement>;
