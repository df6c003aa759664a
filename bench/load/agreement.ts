import { Agent } from "node:http";
import sharp, { type Metadata } from "sharp";
import type { Contestant, ContestantName } from "../contestants/contestant.ts";
import { ask } from "./ask.ts";
import { type Order, outputName } from "./order.ts";

/** Pixels by which heights may differ: libvips and we round halves differently. */
const ROUNDING_PX = 1;

/** What one contestant answers to one order. */
export interface CheckedAnswer {
  readonly name: ContestantName;
  readonly order: Order;
  readonly bytes: Uint8Array;
}

/**
 * Asks every contestant for every order once, which warms it up, and holds the answers against each other.
 *
 * @returns the answers, contestants side by side
 * @throws Error that names the first answer of another format or size than asked for
 */
export async function checkAgreement(
  contestants: readonly Contestant[],
  orders: readonly Order[],
): Promise<CheckedAnswer[]> {
  const agent = new Agent({ keepAlive: true });
  const answers: CheckedAnswer[] = [];
  try {
    for (const order of orders) {
      for (const { name, urlOf } of contestants) {
        const { body: bytes } = await ask(urlOf(order), agent);
        const fault = faultOf(order, await sharp(bytes).metadata());
        if (fault !== undefined) {
          throw new Error(`${name} answers ${outputName(order.output)} of ${order.picture.name} ${fault}.`);
        }
        answers.push({ name, order, bytes });
      }
    }
    return answers;
  } finally {
    agent.destroy();
  }
}

/** What is wrong with an answer, if anything. */
export function faultOf({ picture, output }: Order, answer: Metadata): string | undefined {
  const format = answer.format === "heif" ? "avif" : answer.format;
  if (format !== output.format) return `as ${format}`;
  const width = Math.min(output.widthPx, picture.width);
  const height = (picture.height * width) / picture.width;
  if (answer.width === width && Math.abs(answer.height - height) <= ROUNDING_PX) return undefined;
  return `with ${answer.width}×${answer.height} px, not ${width}×${Math.round(height)}`;
}
