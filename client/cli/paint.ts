import { styleText } from "node:util";
import type { Output, World } from "./world.ts";

/** A color that a word on a terminal can have. */
export type Color = Parameters<typeof styleText>[0];

/**
 * A text in color where the output is a terminal and nobody minds.
 *
 * @see https://no-color.org
 */
export function paint({ environment }: World, output: Output, color: Color, text: string): string {
  const isWanted = output.isTTY === true && !environment.NO_COLOR && environment.TERM !== "dumb";
  return isWanted ? styleText(color, text) : text;
}
