import type { AskedAgain, Viewer } from "../erasure.ts";
import type { PictureUrls } from "../url/image-url.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import type { Variant } from "../url/variant-key.ts";

/** What a client says that is given this class of variants. */
const ACCEPTS: { readonly [Extension in Variant["extension"]]?: string } = {
  "auto-avif": "image/avif",
  "auto-webp": "image/webp",
};

/**
 * Asks for a deleted picture under URLs that it was there under, as a mark too.
 *
 * @param samples keys of variants that were removed, e.g. `images/01jd3v…/p-small.auto-avif`
 * @returns the answers: refusals, or that nobody answered
 * @throws Error when the edge still has one of them
 */
export async function askAgain(
  viewer: Viewer,
  urls: PictureUrls,
  imageId: string,
  samples: readonly string[],
): Promise<AskedAgain[]> {
  const asked = [await askGone(viewer, urls.pathOf(imageId, {}), "*/*")];
  for (const variant of samples.flatMap((key) => parseVariantKey(key) ?? [])) {
    const accept = ACCEPTS[variant.extension] ?? "*/*";
    asked.push(await askGone(viewer, urls.pathOf(variant.imageId, variant.transform), accept));
  }
  return asked;
}

async function askGone(viewer: Viewer, path: string, accept: string): Promise<AskedAgain> {
  const answer = await viewer.ask(path, accept);
  if (answer.status === null || answer.status >= 400) return answer;
  throw new Error(`the edge still answers ${answer.url} with ${answer.status}`);
}
