import type { Parameters } from "./parameters.ts";

/** Which URLs of pictures must be signed: none, those that ask for more than sizes, all. */
export const SIGNED_URLS = ["off", "sizes", "required"] as const;

/** One of `SIGNED_URLS`. */
export type SignedUrls = (typeof SIGNED_URLS)[number];

export function isSignedUrls(text: string): text is SignedUrls {
  return SIGNED_URLS.some((mode) => mode === text);
}

/** What pages ask of every picture; the rest is for those who hold a key, where the mode is `sizes`. */
const OF_SIZES: { readonly [Each in keyof Parameters]?: 1 } = {
  width: 1,
  height: 1,
  dpr: 1,
  fit: 1,
  format: 1,
  quality: 1,
  rendition: 1,
  defaults: 1,
};

/**
 * Whether a URL without a signature is refused.
 *
 * @param parameters what it asks for, by the names of the rows; a transform is as good
 */
export function needsSignature(parameters: Parameters, mode: SignedUrls): boolean {
  if (mode === "sizes") {
    for (const name in parameters) if (!OF_SIZES[name as keyof Parameters]) return true;
  }
  return mode === "required";
}
