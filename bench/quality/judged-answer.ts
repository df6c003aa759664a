import type { Likeness } from "./likeness.ts";

/** An answer, whoever made it, and how much it looks like its original. */
export interface JudgedAnswer extends Likeness {
  readonly by: string;
  /** e.g. `jpeg800` */
  readonly output: string;
  readonly picture: string;
  readonly bytes: number;
}
