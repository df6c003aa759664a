import { IMAGE_ORIGIN_HEADER, TRANSFORMER_SECONDS } from "../../lib/limits.ts";
import { timeLimit } from "../../lib/time-limit.ts";
import { withRetries } from "../retry.ts";
import { answered } from "../service.ts";

/** Where a variant came from. */
export type Warmth = "made" | "stored" | "cached";

/** Milliseconds in which a variant is made and comes. */
const ANSWER_MS = (TRANSFORMER_SECONDS + 15) * 1000;

const PATIENCE_SECONDS = 10;

/**
 * Asks for a variant as a browser would, and reads it to its end.
 *
 * @param accept e.g. `image/avif,image/webp`
 * @throws DarkroomError
 */
export async function warmVariant(url: string, accept: string, signal: AbortSignal): Promise<Warmth> {
  const ask = () => {
    const limited = timeLimit(ANSWER_MS, signal);
    return answered(url, signal, () => fetch(url, { headers: { accept }, signal: limited }));
  };
  const answer = await withRetries(ask, { patienceSeconds: PATIENCE_SECONDS, signal });
  await answer.arrayBuffer();
  if (/^(Refresh)?Hit /.test(answer.headers.get("x-cache") ?? "")) return "cached";
  return answer.headers.has(IMAGE_ORIGIN_HEADER) ? "made" : "stored";
}
