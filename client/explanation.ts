import type { Failed } from "../lib/edge-problems.ts";
import { cssColor } from "../lib/url/css-colors.ts";
import { DEFAULT_LADDER } from "../lib/url/default-ladder.ts";
import { type Ladder, rungsOf } from "../lib/url/ladder.ts";
import { resolveColorNames } from "../lib/url/named-colors.ts";
import { negotiate } from "../lib/url/negotiate.ts";
import { isMarketingTag, type Transform } from "../lib/url/parameters.ts";
import type { Pair } from "../lib/url/query.ts";
import { type Read, readParameters } from "../lib/url/read-parameters.ts";
import { readQuery } from "../lib/url/read-query.ts";
import { rowOf } from "../lib/url/row-of.ts";
import { settle } from "../lib/url/rules.ts";
import { worded } from "../lib/url/sentences.ts";
import { signingKeyId } from "../lib/url/signing-key.ts";
import { transformJson } from "../lib/url/transform-json.ts";
import { extensionOf, variantKey } from "../lib/url/variant-key.ts";

/** What today's browsers take, said by whoever asks in their place. */
export const BROWSERS_ACCEPT = "image/avif,image/webp,*/*";

/** What a picture's URL means to the edge. */
export interface Explanation {
  readonly id: string;
  /** The query as it was read, e.g. `[["width", "641"]]`. */
  readonly asked: readonly Pair[];
  /** Keys that went under another of their names, e.g. `{ width: "w" }`. */
  readonly folded: Readonly<Record<string, string>>;
  /** Marketing tags. */
  readonly ignored: readonly string[];
  /** Sides that moved up to the ladder, in px, e.g. `{ w: [641, 650] }`. */
  readonly moved: Readonly<Record<string, readonly [from: number, to: number]>>;
  /** What the picture is made by, with the URL's keys, e.g. `{ w: 650 }`. */
  readonly transform: Readonly<Record<string, number | string | boolean>>;
  /** The id of the key that signed it, whether or not the signature is right; `null` for an unsigned URL. */
  readonly signedBy: string | null;
  /** RFC 3339; `null` for one without an end. */
  readonly expiresAt: string | null;
  /** The path that CloudFront caches under, and the S3 key. */
  readonly variant: string;
}

/**
 * Explains a picture's URL by the code that the edge runs.
 *
 * @param accept the `Accept` of whoever asks, e.g. `image/avif,image/webp`
 * @param ladder the service's sizes, where it has others than by default
 * @returns the problem that the edge would answer, where it means nothing
 * @throws TypeError for what is no picture's address
 */
export async function explain(
  url: string,
  accept: string,
  ladder: Ladder = DEFAULT_LADDER,
): Promise<Explanation | Failed> {
  const { pathname, search } = new URL(url, "http://relative.invalid");
  const id = /^\/images\/([0-9a-z]{26})\/transformation$/.exec(pathname)?.[1];
  if (id === undefined) throw new TypeError(`${url} is no picture's address: its path is /images/ID/transformation.`);
  const named = readQuery(search.slice(1));
  const read = "problem" in named ? named : await resolveColorNames(named, cssColor);
  if ("problem" in read) return worded(read);
  const { signature, expires } = read.parameters;
  const settled = settle(read, signature === undefined ? rungsOf(ladder) : "exact");
  if ("problem" in settled) return worded(settled);
  const { transform } = settled;
  // What the edge has read without a problem, a browser reads no other way.
  const asked = [...new URLSearchParams(search)];
  const extension = extensionOf(transform, negotiate(accept));
  return {
    id,
    asked,
    folded: foldedKeys(asked),
    ignored: asked.map(([key]) => key).filter(isMarketingTag),
    moved: movedSides(read, transform),
    transform: transformJson(transform),
    signedBy: signature === undefined ? null : signingKeyId(signature),
    expiresAt: expires === undefined ? null : new Date(expires * 1000).toISOString(),
    variant: `/${variantKey({ imageId: id, transform, extension })}`,
  };
}

function foldedKeys(asked: readonly Pair[]): Record<string, string> {
  const renamed = asked.flatMap(([key, value]): [string, string][] => {
    const read = readParameters([[key, value]]);
    const whole = "problem" in read ? undefined : (read.rows[0]?.key ?? rowOf(key)?.key);
    return whole === undefined || whole === key ? [] : [[key, whole]];
  });
  return Object.fromEntries(renamed);
}

/** What would have come without the ladder, against what comes with it. */
function movedSides(read: Read, transform: Transform): Record<string, readonly [number, number]> {
  const exact = settle(read, "exact");
  if ("problem" in exact) return {};
  const sides = [
    ["w", exact.transform.width, transform.width] as const,
    ["h", exact.transform.height, transform.height] as const,
  ];
  const moved = sides.flatMap(([key, from, to]) =>
    from === undefined || to === undefined || from === to ? [] : [[key, [from, to] as const] as const],
  );
  return Object.fromEntries(moved);
}
