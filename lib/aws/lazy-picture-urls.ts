import type { PictureUrls } from "../url/image-url.ts";
import { pictureUrls } from "../url/picture-urls.ts";
import { parseSigningKey, type SigningKey } from "../url/signing-key.ts";
import { type Environment, required, unsignedUrls } from "./environment.ts";

/**
 * The writer of URLs with the key that signs them, which is read at the first use, and again at the next where that failed.
 *
 * @param environment PUBLIC_URL; SIGNED_URLS as `unsignedUrls` has it; SIGNING_KEY_PARAMETER (where SSM has the key) or
 *   SIGNING_KEY (`kid.secret`), or neither
 * @throws Error with the name of a variable that is missing or wrong
 */
export function lazyPictureUrls(environment: Environment): () => Promise<PictureUrls> {
  const publicUrl = required(environment, "PUBLIC_URL");
  const { signedUrls } = unsignedUrls(environment);
  let made: Promise<PictureUrls> | undefined;
  return () => {
    made ??= signingKey(environment).then((key) => pictureUrls(publicUrl, signedUrls, key));
    made.catch(() => {
      made = undefined;
    });
    return made;
  };
}

/** SSM's where there is one, else what the environment says, else none. */
async function signingKey({ SIGNING_KEY_PARAMETER: parameter, SIGNING_KEY: text }: Environment) {
  if (parameter) {
    // The SDK's part for SSM can wait for the first request.
    const { readSigningKey, ssmClient } = await import("./signing-keys.ts");
    return readSigningKey(ssmClient(), parameter);
  }
  const key: SigningKey | undefined = text ? parseSigningKey(text) : undefined;
  if (text && key === undefined) throw new Error("SIGNING_KEY must be a key id, a dot and a secret");
  return key;
}
