import { readableBytes } from "../lib/mail/sizes.ts";
import type { FinishedRequest } from "./front.ts";

/** Characters of a URL that a line shows; signatures and tokens have no place in a log. */
const URL_CHARACTERS = 100;

/**
 * One answered request as a line.
 *
 * @returns e.g. `12:03:04 GET /images/01jd3v…/transformation?w=640 200 Hit 34 KB 5 ms`
 */
export function requestLine(at: Date, { method, url, status, cache, bytes, milliseconds }: FinishedRequest): string {
  const address = url.replace(/([?&](?:s|sig|signature|t)=)[^&]*/g, "$1…").slice(0, URL_CHARACTERS);
  const word = cache?.replace(" from cloudfront", "");
  const parts = [
    at.toTimeString().slice(0, 8),
    method,
    address,
    status,
    word,
    readableBytes(bytes),
    `${Math.round(milliseconds)} ms`,
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}
