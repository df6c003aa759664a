import { DAY_SECONDS, UNSUBSCRIBE_DAYS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { seconds } from "../time.ts";
import { isOwnToken, parseUnsubscribeToken, tokenKeyId, unsubscribePath } from "../unsubscribe-token.ts";
import type { PictureUrls } from "../url/image-url.ts";
import type { SigningKeyRing } from "../url/signing-key.ts";
import type { Users } from "../users.ts";

/** Where the owner of an image can have no more mail; `undefined` where the service has no key to sign it with. */
export async function unsubscribeUrl(
  stores: { readonly signingKeys: SigningKeyRing; readonly urls: () => Promise<PictureUrls> },
  { owner }: { readonly owner: string },
): Promise<string | undefined> {
  const key = await stores.signingKeys.signing();
  if (key === undefined) return undefined;
  const { publicUrl } = await stores.urls();
  return publicUrl + unsubscribePath(owner, seconds(new Date()) + UNSUBSCRIBE_DAYS * DAY_SECONDS, key);
}

/**
 * Switches off the mail of whom a link was sent to; repeating it changes nothing.
 *
 * @param token the link's `t`
 * @throws ProblemError what `ownerOfToken` throws
 */
export async function unsubscribe(
  stores: { readonly users: Users; readonly signingKeys: SigningKeyRing },
  token: string,
): Promise<void> {
  const owner = await ownerOfToken(stores.signingKeys, token);
  await stores.users.putNotifications(owner, { mail: false });
}

/**
 * Whose mail a token switches off.
 *
 * @throws ProblemError `unsubscribe-invalid`
 */
export async function ownerOfToken(signingKeys: SigningKeyRing, text: string): Promise<string> {
  const token = parseUnsubscribeToken(text);
  const key = token && (await signingKeys.find(tokenKeyId(token)));
  if (token !== undefined && key !== undefined && isOwnToken(token, key, seconds(new Date()))) return token.owner;
  throw new ProblemError("unsubscribe-invalid", "This link is not one of our mails', or is over a year old.");
}
