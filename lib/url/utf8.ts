/** The bytes of a text, as far as they are asked about. */
export interface Utf8 {
  readonly length: number;
  toString(encoding: "base64url"): string;
}

/**
 * A text in UTF-8.
 *
 * In the edge function `Buffer.from` takes this file's place, which browsers do not have.
 */
export function utf8(text: string): Utf8 {
  const bytes = new TextEncoder().encode(text);
  const base64url = () =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  return { length: bytes.length, toString: base64url };
}

/** The text whose bytes these are. @returns `undefined` for what is no base64url */
export function textOf(base64url: string): string | undefined {
  if (!/^[\w-]*$/.test(base64url)) return undefined;
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)));
}
