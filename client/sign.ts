import { sign } from "../lib/url/signature.ts";
import { parseSigningKey } from "../lib/url/signing-key.ts";

/** How a URL is signed. */
export interface SignOptions {
  /** Seconds from now after which the URL is good no more; without it, it is good as long as the key. */
  readonly lifeSeconds?: number;
}

/**
 * Signs a picture's URL, so that its sizes are taken exactly and a service that wants signatures answers it.
 *
 * On servers alone: who has the key can sign anything.
 *
 * @param url absolute or relative, e.g. `/images/01jd3v…/transformation?w=641`
 * @param key `kid.secret`, as the service's operator has it
 * @throws TypeError for a key that is none, and a URL that is signed already
 * @example
 * ```ts
 * import { imageUrl } from "darkroom/client";
 * import { signUrl } from "darkroom/client/sign";
 *
 * const url = imageUrl("01jd3v7k2mq8x4n5p6r7s8t9va", { width: 641 }, { baseUrl: "https://img.example.com" });
 * signUrl(url, "k1.a-secret").startsWith(`${url}&s=k1.`); // → true
 * ```
 */
export function signUrl(url: string, key: string, { lifeSeconds }: SignOptions = {}): string {
  const signingKey = parseSigningKey(key);
  if (signingKey === undefined) throw new TypeError("A signing key is its id, a dot and its secret.");
  // What is signed is the raw text, and so it must be the text that a browser will send.
  const { origin, pathname, search, searchParams } = new URL(url, RELATIVE);
  if (["s", "sig", "signature"].some((name) => searchParams.has(name)))
    throw new TypeError("This URL is signed already.");
  const path = lifeSeconds === undefined ? `${pathname}${search}` : expiring(pathname, search, lifeSeconds);
  return `${origin === RELATIVE ? "" : origin}${sign(path, signingKey)}`;
}

/** Stands for the service where a URL does not name it. */
const RELATIVE = "http://relative.invalid";

function expiring(pathname: string, search: string, lifeSeconds: number): string {
  const expires = Math.floor(Date.now() / 1000) + lifeSeconds;
  return `${pathname}${search}${search === "" ? "?" : "&"}exp=${expires}`;
}
