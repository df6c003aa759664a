import { Agent } from "node:http";
import sharp, { type Metadata } from "sharp";
import type { Contestant } from "../contestants/contestant.ts";
import { ask } from "./ask.ts";
import { type Order, outputName } from "./order.ts";

/** Pixels by which heights may differ: libvips and we round halves differently. */
const ROUNDING_PX = 1;

/**
 * Asks every contestant for every order once, which warms it up, and holds the answers against each other.
 *
 * @throws Error that names the first answer of another format or size than asked for
 */
export async function checkAgreement(contestants: readonly Contestant[], orders: readonly Order[]): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  try {
    for (const order of orders) {
      for (const contestant of contestants) {
        const { body } = await ask(contestant.urlOf(order), agent);
        const fault = faultOf(order, await sharp(body).metadata());
        if (fault !== undefined) {
          throw new Error(`${contestant.name} answers ${outputName(order.output)} of ${order.picture.name} ${fault}.`);
        }
      }
    }
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
