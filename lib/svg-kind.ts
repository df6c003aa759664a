/** Bytes of a file in which its first element is looked for. */
const HEAD_BYTES = 4_096;

/** What may stand before the first element: declaration, comments and a document type, with entities of its own. */
const PROLOG = /^\ufeff?(\s+|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(\[[\s\S]*?\]\s*)?>)*/;

/**
 * Whether a file begins as an SVG does.
 *
 * @param bytes of any origin; only what is UTF-8 is taken for one
 * @see SVG 2 §5.1, XML 1.0 §2.8
 */
export function isSvg(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
  return /^<(\w+:)?svg[\s>]/.test(head.replace(PROLOG, ""));
}
