import { rowOf } from "../lib/url/row-of.ts";
import { sign } from "../lib/url/signature.ts";
import { parseSigningKey } from "../lib/url/signing-key.ts";

/** How a URL is signed. */
export interface SignOptions {
  /** Seconds from now after which the URL is good no more; without it, it is good as long as the key. */
  readonly lifeSeconds?: number;
  /** Keys that may be put after the signature, with any value, e.g. `["w", "dpr"]`. */
  readonly free?: readonly string[];
  /** The widths in px that the URL is good for, `dpr` counted in, e.g. `[320, 640, 1280]`. */
  readonly widths?: readonly number[];
}

/** What says who may see a picture, and for how long: nobody's to choose who has no key. */
const NEVER_FREE: readonly string[] = ["s", "exp", "free", "widths"];

/**
 * Signs a picture's URL, so that its sizes are taken exactly and a service that wants signatures answers it.
 *
 * On servers alone: who has the key can sign anything.
 *
 * @param url absolute or relative, e.g. `/images/01jd3v…/transformation?w=641`
 * @param key `kid.secret`, as the service's operator has it
 * @throws TypeError for a key that is none, a URL that is signed already, and what cannot be free or is no width
 * @example
 * ```ts
 * import { imageUrl } from "darkroom/client";
 * import { signUrl } from "darkroom/client/sign";
 *
 * const url = imageUrl("01jd3v7k2mq8x4n5p6r7s8t9va", { width: 641 }, { baseUrl: "https://img.example.com" });
 * signUrl(url, "k1.a-secret").startsWith(`${url}&s=k1.`); // → true
 * ```
 */
export function signUrl(url: string, key: string, options: SignOptions = {}): string {
  const signingKey = parseSigningKey(key);
  if (signingKey === undefined) throw new TypeError("A signing key is its id, a dot and its secret.");
  // What is signed is the raw text, and so it must be the text that a browser will send.
  const { origin, pathname, search, searchParams } = new URL(url, RELATIVE);
  const said = new Set([...searchParams.keys()].map((each) => rowOf(each)?.key ?? each));
  if (said.has("s")) throw new TypeError("This URL is signed already.");
  const query = [search.slice(1), ...restrictions(options, said)].filter((pairs) => pairs !== "").join("&");
  const path = query === "" ? pathname : `${pathname}?${query}`;
  return `${origin === RELATIVE ? "" : origin}${sign(path, signingKey)}`;
}

/** Stands for the service where a URL does not name it. */
const RELATIVE = "http://relative.invalid";

/** The pairs that go before the signature, e.g. `["exp=1900000000", "free=w.dpr"]`. */
function restrictions({ lifeSeconds, free, widths }: SignOptions, said: ReadonlySet<string>): string[] {
  const pairs: string[] = [];
  if (lifeSeconds !== undefined) pairs.push(`exp=${Math.floor(Date.now() / 1000) + lifeSeconds}`);
  if (free !== undefined)
    pairs.push(
      listPair(
        "free",
        free.map((each) => freeKey(each, said)),
      ),
    );
  if (widths !== undefined) pairs.push(listPair("widths", widths.map(wholeWidth)));
  return pairs;
}

/** @returns e.g. `w` for `width` */
function freeKey(asked: string, said: ReadonlySet<string>): string {
  const key = rowOf(asked)?.key;
  if (key === undefined || NEVER_FREE.includes(key)) throw new TypeError(`${JSON.stringify(asked)} cannot be free.`);
  if (said.has(key)) throw new TypeError(`${key} is in the URL already, and cannot be free.`);
  return key;
}

function wholeWidth(width: number): string {
  if (!isAccepted("w", `${width}`)) throw new TypeError(`${width} is no width.`);
  return `${width}`;
}

function listPair(key: "free" | "widths", entries: readonly string[]): string {
  const list = entries.join(".");
  if (!isAccepted(key, list)) throw new TypeError(`${key} has no entry, or too many.`);
  return `${key}=${list}`;
}

/** Whether the table's row takes a text, as the edge would. */
function isAccepted(key: "w" | "free" | "widths", text: string): boolean {
  const row = rowOf(key);
  return row?.read(text, row) !== undefined;
}
