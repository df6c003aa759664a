import { type PictureUrls, transformationPath } from "./image-url.ts";
import { sign } from "./signature.ts";
import { needsSignature, type SignedUrls } from "./signed-urls.ts";
import type { SigningKey } from "./signing-key.ts";

/**
 * URLs without an end: they are good as long as the key that signed them, since pages and mails keep them.
 *
 * @param publicUrl e.g. `https://img.example.com`, without a slash at its end
 * @throws Error where all URLs must be signed and there is no key
 */
export function pictureUrls(publicUrl: string, mode: SignedUrls, key: SigningKey | undefined): PictureUrls {
  if (mode === "required" && key === undefined) throw new Error("URLs must be signed, and there is no signing key");
  const signed = (path: string) => (key === undefined ? path : sign(path, key));
  return {
    publicUrl,
    pathOf(imageId, transform) {
      const path = transformationPath(imageId, transform);
      return needsSignature(transform, mode) ? signed(path) : path;
    },
    exactPathOf: (imageId, transform) => signed(transformationPath(imageId, transform)),
  };
}
