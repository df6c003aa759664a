import { isSignedBy, sign } from "./url/signature.ts";
import { type SigningKey, signingKeyId } from "./url/signing-key.ts";

/** Where mail is switched off by a link alone. */
export const UNSUBSCRIBE_PATH = "/users/unsubscribe";

/** Whose mail a token switches off, until when, and the signature over both. */
export interface UnsubscribeToken {
  /** 32 hex digits. */
  readonly owner: string;
  /** Unix seconds. */
  readonly expiresAt: number;
  /** `<kid>.<43 characters>` */
  readonly signature: string;
}

/**
 * The path and query that switch off an owner's mail, for whoever has them.
 *
 * @param expiresAt Unix seconds
 * @returns e.g. `/users/unsubscribe?t=9f86d081884c7d659a2feaa0c55ad015.1830297600.k1.4cVq…`
 */
export function unsubscribePath(owner: string, expiresAt: number, key: SigningKey): string {
  const path = pathOf(owner, expiresAt);
  return `${path}.${sign(path, key).slice(`${path}&s=`.length)}`;
}

/** Reads a token's parts; they are true only where `isOwnToken` says so. */
export function parseUnsubscribeToken(text: string): UnsubscribeToken | undefined {
  const match = /^([0-9a-f]{32})\.(\d{1,12})\.([\w-]{1,16}\.[\w-]{43})$/.exec(text);
  return match === null ? undefined : { owner: match[1]!, expiresAt: Number(match[2]), signature: match[3]! };
}

/** The id of the key that a token says it was signed with. */
export function tokenKeyId({ signature }: UnsubscribeToken): string {
  return signingKeyId(signature);
}

/**
 * Whether a token was signed with a key, and its time is not over.
 *
 * @param now Unix seconds
 */
export function isOwnToken({ owner, expiresAt, signature }: UnsubscribeToken, key: SigningKey, now: number): boolean {
  const [path = "", query = ""] = pathOf(owner, expiresAt).split("?");
  return now < expiresAt && isSignedBy(key.secret, path, query, signature);
}

function pathOf(owner: string, expiresAt: number): string {
  return `${UNSUBSCRIBE_PATH}?t=${owner}.${expiresAt}`;
}
