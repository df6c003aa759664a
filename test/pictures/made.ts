import { planRendering } from "../../lib/image/plan.ts";
import { provePicture } from "../../lib/image/prove.ts";
import { type Picture, render } from "../../lib/image/render.ts";
import { withBorderFound } from "../../lib/image/trim.ts";
import type { Extension } from "../../lib/url/variant-key.ts";
import { transformOf } from "../lib/url/meaning.ts";

/**
 * Makes a picture of an original as a query asks, at its exact size.
 *
 * @param query e.g. `w=300&blur=4`
 */
export async function made(
  original: Uint8Array,
  query: string,
  extension: Exclude<Extension, "json"> = "png",
): Promise<Picture> {
  const proof = await provePicture(original);
  const asked = await transformOf(query, "exact");
  const transform = asked.trim ? await withBorderFound(original, proof, asked) : asked;
  return render(original, planRendering(proof, transform, extension, []));
}
