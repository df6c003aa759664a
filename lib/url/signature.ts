import crypto from "node:crypto";
import type { SigningKey } from "./signing-key.ts";

/**
 * Signs a path and query.
 *
 * What is signed is the raw text up to the signature, so that nobody has to agree about a canonical form.
 *
 * @param pathAndQuery e.g. `/images/01jd3v…/transformation?w=641`
 * @returns the same with the signature last, e.g. `…?w=641&s=k1.4cVq…`
 * @see RFC 2104
 */
export function sign(pathAndQuery: string, key: SigningKey): string {
  const separator = pathAndQuery.indexOf("?") < 0 ? "?" : "&";
  return `${pathAndQuery}${separator}s=${key.id}.${mac(pathAndQuery, key.secret)}`;
}

/**
 * Whether a signature is the key's own over a path and query.
 *
 * @param path e.g. `/images/01jd3v…/transformation`
 * @param signed the raw query before the signature, e.g. `w=641`; what comes after it is its reader's to judge
 * @param signature the value of `s`, `<kid>.<43 characters>`
 */
export function isSignedBy(secret: string, path: string, signed: string, signature: string): boolean {
  const given = signature.slice(signature.indexOf(".") + 1);
  // Both sides are hashed again, so that how far they agree cannot be read from the time the comparison takes.
  return mac(mac(path + (signed && "?" + signed), secret), secret) === mac(given, secret);
}

function mac(text: string, secret: string): string {
  return crypto.createHmac("sha256", secret).update(text).digest("base64url");
}
