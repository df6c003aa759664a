import { planRendering } from "../../lib/image/plan.ts";
import { planMark } from "../../lib/image/plan-mark.ts";
import { provePicture } from "../../lib/image/prove.ts";
import { type Picture, render } from "../../lib/image/render.ts";
import { withBorderFound } from "../../lib/image/trim.ts";
import type { Extension } from "../../lib/url/variant-key.ts";
import { transformOf } from "../lib/url/meaning.ts";

/** What stands for the id of a mark in a query. */
export const MARK_ID = "0".repeat(26);

/**
 * Makes a picture of an original as a query asks, at its exact size.
 *
 * @param query e.g. `w=300&blur=4`
 * @param mark what lies over it where the query says `mark=` and `MARK_ID`
 */
export async function made(
  original: Uint8Array,
  query: string,
  extension: Exclude<Extension, "json"> = "png",
  mark?: Uint8Array,
): Promise<Picture> {
  const proof = await provePicture(original);
  const asked = await transformOf(query, "exact");
  const transform = asked.trim ? await withBorderFound(original, proof, asked) : asked;
  const plan = planRendering(proof, transform, extension, [], original.length);
  if (mark === undefined || transform.mark === undefined) return render(original, plan);
  const rendering = planMark({ proof: await provePicture(mark) }, transform, plan.geometry.output);
  return render(original, { ...plan, mark: { bytes: mark, rendering } });
}
