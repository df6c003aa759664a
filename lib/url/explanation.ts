import { EDGE_PROBLEMS, type EdgeCodeOf } from "../edge-problems.ts";
import { cssColor } from "./css-colors.ts";
import { type ExplainedValue, explainedValues } from "./explained-values.ts";
import { rungsOf } from "./ladder.ts";
import { resolveColorNames } from "./named-colors.ts";
import { negotiate } from "./negotiate.ts";
import { isMarketingTag, type Transform } from "./parameters.ts";
import type { Pair } from "./query.ts";
import { type Read, readParameters } from "./read-parameters.ts";
import { readQuery } from "./read-query.ts";
import type { Refusal } from "./refusal.ts";
import { rowOf } from "./row-of.ts";
import { settle } from "./rules.ts";
import { sentenceOf } from "./sentences.ts";
import { needsSignature } from "./signed-urls.ts";
import { signingKeyId } from "./signing-key.ts";
import { transformJson } from "./transform-json.ts";
import type { UnsignedUrls } from "./unsigned.ts";
import { extensionOf, type Variant, variantKey } from "./variant-key.ts";

/** A request for a picture as it would come to the edge. */
export interface PictureRequest {
  readonly id: string;
  /** e.g. `w=641&utm_source=mail` */
  readonly rawQuery: string;
  /** The `Accept` of whoever asks, e.g. `image/avif,image/webp`; absent means anything. */
  readonly accept: string | undefined;
}

/** What would be answered instead of a picture. */
export interface ExplainedRefusal {
  readonly status: number;
  readonly code: string;
  /** A sentence. */
  readonly detail: string;
}

/** What a request for a picture means. */
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
  /** What the URL asks for, with the URL's keys, e.g. `{ w: 650 }`. */
  readonly transform: Readonly<Record<string, number | string | boolean>>;
  /** What the picture is made by, each value with who said it; without the owner's part where that is not known. */
  readonly values: Readonly<Record<string, ExplainedValue>>;
  /** The id of the key that signed it, whether or not the signature is right; `null` for an unsigned URL. */
  readonly signedBy: string | null;
  /** RFC 3339; `null` for one without an end. */
  readonly expiresAt: string | null;
  /** The path that CloudFront caches under, and the S3 key; `null` for what the edge refuses. */
  readonly variant: string | null;
  /** `null` for what is answered with a picture. */
  readonly refusal: ExplainedRefusal | null;
}

/** An explanation, and what it is about where the edge lets it pass. */
export interface Explained {
  readonly explanation: Explanation;
  readonly variant: Variant | undefined;
}

/**
 * Explains a request for a picture by the code that the edge runs.
 *
 * @param unsignedUrls the service's ladder, and which URLs it wants signed
 * @param now milliseconds since 1970
 */
export async function explainRequest(
  request: PictureRequest,
  { ladder, signedUrls }: UnsignedUrls,
  now: number,
): Promise<Explained> {
  const named = readQuery(request.rawQuery);
  const read = "problem" in named ? named : await resolveColorNames(named, cssColor);
  if ("problem" in read) return refused(request, read.problem);
  const { signature, expires } = read.parameters;
  const settled = settle(read, signature === undefined ? rungsOf(ladder) : "exact");
  if ("problem" in settled) return refused(request, settled.problem);
  if (signature === undefined && needsSignature(read.parameters, signedUrls)) {
    return refused(request, { code: "signature-required", subject: "This URL" });
  }
  if (expires !== undefined && expires * 1000 <= now) return refused(request, { code: "url-expired", subject: "exp" });
  const { transform } = settled;
  const extension = extensionOf(transform, negotiate(request.accept));
  const variant = { imageId: request.id, transform, extension };
  const explanation = {
    ...spelling(request),
    moved: movedSides(read, transform),
    transform: transformJson(transform),
    values: explainedValues(transform, [["url", transform]]),
    signedBy: signature === undefined ? null : signingKeyId(signature),
    expiresAt: expires === undefined ? null : new Date(expires * 1000).toISOString(),
    variant: `/${variantKey(variant)}`,
    refusal: null,
  };
  return { explanation, variant };
}

function refused(request: PictureRequest, refusal: Refusal<EdgeCodeOf<400 | 403>>): Explained {
  const { code } = refusal;
  const nothing = { moved: {}, transform: {}, values: {}, signedBy: null, expiresAt: null, variant: null };
  const problem = { status: EDGE_PROBLEMS[code], code, detail: sentenceOf(refusal) };
  return { explanation: { ...spelling(request), ...nothing, refusal: problem }, variant: undefined };
}

function spelling({ id, rawQuery }: PictureRequest): Pick<Explanation, "id" | "asked" | "folded" | "ignored"> {
  const asked = [...new URLSearchParams(rawQuery)];
  return { id, asked, folded: foldedKeys(asked), ignored: asked.map(([key]) => key).filter(isMarketingTag) };
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
