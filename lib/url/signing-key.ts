/** A signing key and the id by which a signature names it. */
export interface SigningKey {
  readonly id: string;
  readonly secret: string;
}

/** The keys of a service: one that signs, and elders whose signatures still count. */
export interface SigningKeyRing {
  /** `undefined` where the service has none. */
  signing(): Promise<SigningKey | undefined>;
  find(id: string): Promise<SigningKey | undefined>;
}

/**
 * Reads a signing key.
 *
 * @param text `kid.secret`, e.g. `k1.5f2c…`
 * @returns `undefined` for what has not both
 */
export function parseSigningKey(text: string): SigningKey | undefined {
  const dot = text.indexOf(".");
  if (dot < 1 || dot === text.length - 1) return undefined;
  return { id: text.slice(0, dot), secret: text.slice(dot + 1) };
}

/** The id of the key that a signature says it was made with. */
export function signingKeyId(signature: string): string {
  return signature.slice(0, signature.indexOf("."));
}
