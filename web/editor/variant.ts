import { BROWSERS_ACCEPT } from "../../client/explanation.ts";
import { answered } from "../../client/service.ts";
import { IMAGE_ORIGIN_HEADER } from "../../lib/limits.ts";
import { timeLimit } from "../../lib/time-limit.ts";

/** A variant as it came, and how. */
export interface Variant {
  readonly picture: Blob;
  /** e.g. `AVIF` */
  readonly type: string;
  readonly servedBy: "edge" | "variant bucket" | "transformer";
  /** The key of the stored variant that stands in for the asked one. */
  readonly standIn: string | undefined;
  /** From asking to the last byte. */
  readonly milliseconds: number;
}

/** Milliseconds in which a variant comes; the edge waits for the transformer for 35 s. */
const VARIANT_MS = 45_000;

/**
 * Asks for a variant as a browser's `<img>` does, past the browser's own cache: what is shown is what the service did.
 *
 * @param path e.g. `/images/01jd3v…/transformation?w=640`
 * @throws DarkroomError with the edge's or the transformer's own sentence
 */
export async function askVariant(path: string, signal: AbortSignal): Promise<Variant> {
  const url = `${location.origin}${path}`;
  const began = performance.now();
  const request: RequestInit = {
    headers: { accept: BROWSERS_ACCEPT },
    cache: "no-store",
    signal: timeLimit(VARIANT_MS, signal),
  };
  const answer = await answered(url, signal, () => fetch(url, request));
  const picture = await answer.blob();
  return {
    picture,
    type: picture.type.replace("image/", "").toUpperCase(),
    servedBy: servedBy(answer.headers),
    standIn: answer.headers.get("x-image-degraded") ?? undefined,
    milliseconds: performance.now() - began,
  };
}

function servedBy(headers: Headers): Variant["servedBy"] {
  // The edge keeps an answer with all of its headers, the one of who made it too.
  if (/hit from/i.test(headers.get("x-cache") ?? "")) return "edge";
  return headers.get(IMAGE_ORIGIN_HEADER) === "transformer" ? "transformer" : "variant bucket";
}
