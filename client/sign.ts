/** What `darkroom/client/sign` offers, to servers alone: who has the key can sign anything. */

export { type SignOptions, signUrl } from "./sign-url.ts";
export { type SignedSrcsetOptions, signedSrcset } from "./signed-srcset.ts";
