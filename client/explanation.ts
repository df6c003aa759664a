import { type Explanation, explainRequest, type PictureRequest } from "../lib/url/explanation.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../lib/url/unsigned.ts";

/** What today's browsers take, said by whoever asks in their place. */
export const BROWSERS_ACCEPT = "image/avif,image/webp,*/*";

/**
 * Takes the URL of a picture apart.
 *
 * @param url absolute or relative, e.g. `/images/01jd3v…/transformation?w=641`
 * @throws TypeError for what is no picture's address
 */
export function readPictureUrl(url: string): Pick<PictureRequest, "id" | "rawQuery"> {
  const { pathname, search } = new URL(url, "http://relative.invalid");
  const id = /^\/images\/([0-9a-z]{26})\/transformation$/.exec(pathname)?.[1];
  if (id === undefined) throw new TypeError(`${url} is no picture's address: its path is /images/ID/transformation.`);
  return { id, rawQuery: search.slice(1) };
}

/**
 * Explains a picture's URL without asking anybody: the owner's defaults and the picture itself are not known here.
 *
 * @param accept the `Accept` of whoever asks, e.g. `image/avif,image/webp`
 * @param unsignedUrls the service's ladder and mode, where they are not those by default
 * @throws TypeError for what is no picture's address
 */
export async function explainOffline(
  url: string,
  accept: string,
  unsignedUrls: UnsignedUrls = DEFAULT_UNSIGNED_URLS,
): Promise<Explanation> {
  const request = { ...readPictureUrl(url), accept };
  return (await explainRequest(request, unsignedUrls, Date.now())).explanation;
}
