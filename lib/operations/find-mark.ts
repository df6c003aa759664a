import type { Size } from "../geometry.ts";
import { planMark } from "../image/plan-mark.ts";
import type { Mark } from "../image/step.ts";
import type { ImageRecord, ProvenImage } from "../image-record.ts";
import type { Images, Originals } from "../stores.ts";
import type { Transform } from "../url/parameters.ts";
import { markRecord } from "./mark-record.ts";
import { beginSources, loadPlanned } from "./variant-sources.ts";

/** A mark that is read, and its record as it was then. */
export interface FoundMark {
  readonly record: ProvenImage;
  readonly mark: Mark;
}

/**
 * Finds and reads the mark that a transform names.
 *
 * @param canvas the size of the answer in px
 * @throws ProblemError what `markRecord` throws
 */
export async function findMark(
  stores: { readonly images: Images; readonly originals: Originals },
  carrier: ImageRecord,
  transform: Transform,
  canvas: Size,
): Promise<FoundMark | undefined> {
  if (transform.mark === undefined) return undefined;
  const record = await markRecord(stores, carrier, transform.mark);
  const rendering = planMark(record, transform, canvas);
  const wanted = { imageId: record.id, transform: rendering.transform, extension: rendering.type };
  const [bytes] = await loadPlanned(beginSources(stores.originals, wanted).load, record, rendering);
  return { record, mark: { bytes, rendering } };
}
