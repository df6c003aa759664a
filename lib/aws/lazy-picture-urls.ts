import type { PictureUrls } from "../url/image-url.ts";
import { pictureUrls } from "../url/picture-urls.ts";
import type { SigningKeyRing } from "../url/signing-key.ts";
import { type Environment, required, unsignedUrls } from "./environment.ts";

/**
 * The writer of URLs with the key that signs them, which is read at the first use, and again at the next where that failed.
 *
 * @param environment PUBLIC_URL; SIGNED_URLS as `unsignedUrls` has it
 * @throws Error with the name of a variable that is missing or wrong
 */
export function lazyPictureUrls(environment: Environment, keys: SigningKeyRing): () => Promise<PictureUrls> {
  const publicUrl = required(environment, "PUBLIC_URL");
  const { signedUrls } = unsignedUrls(environment);
  let made: Promise<PictureUrls> | undefined;
  return () => {
    made ??= keys.signing().then((key) => pictureUrls(publicUrl, signedUrls, key));
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
}
