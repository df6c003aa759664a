import { DEFAULT_LADDER } from "./default-ladder.ts";
import { isOnLadder, type Ladder } from "./ladder.ts";
import type { Transform } from "./parameters.ts";
import { needsSignature, type SignedUrls } from "./signed-urls.ts";

/** What a URL without a signature may ask for, as a deployer set it. */
export interface UnsignedUrls {
  /** The sizes that it can have. */
  readonly ladder: Ladder;
  readonly signedUrls: SignedUrls;
}

/** What holds where nobody set anything. */
export const DEFAULT_UNSIGNED_URLS: UnsignedUrls = { ladder: DEFAULT_LADDER, signedUrls: "off" };

/**
 * Whether a variant counts towards the bound of its image: anybody can ask for it by an unsigned URL.
 *
 * What is off the ladder was signed, or asked for by its owner, as was all that a mode demands a signature for; a
 * rendition by its name alone is one of few. What a signed URL asks for and an unsigned one could ask for counts: the two
 * have one key, and so one variant.
 *
 * @param transform e.g. `{ width: 640, height: 361 }`
 */
export function isCounted(transform: Transform, { ladder, signedUrls }: UnsignedUrls): boolean {
  return !isOfName(transform) && isOnLadder(transform, ladder) && !needsSignature(transform, signedUrls);
}

/**
 * Whether a variant can be asked for by whoever writes its URL as `pictureUrls` does: with a signature where all URLs
 * have one, and else without.
 */
export function isAskable(transform: Transform, unsignedUrls: UnsignedUrls): boolean {
  return unsignedUrls.signedUrls === "required" || isOfName(transform) || isCounted(transform, unsignedUrls);
}

function isOfName({ rendition, format, ...rest }: Transform): boolean {
  return rendition !== undefined && Object.keys(rest).length === 0;
}
