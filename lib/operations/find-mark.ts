import type { Size } from "../geometry.ts";
import { planMark } from "../image/plan-mark.ts";
import type { Mark } from "../image/step.ts";
import { type ImageRecord, isProven, type ProvenImage } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, Originals } from "../stores.ts";
import type { Transform } from "../url/parameters.ts";
import { beginSources, loadPlanned } from "./variant-sources.ts";

/** A mark that is read, and its record as it was then. */
export interface FoundMark {
  readonly record: ProvenImage;
  readonly mark: Mark;
}

/**
 * The record of a mark; strongly consistent.
 *
 * @param carrier the record of the picture that carries it
 * @throws ProblemError `mark-unknown` for what is not there, deleted, not proven or somebody else's, all alike
 */
export async function markRecord(
  { images }: { readonly images: Images },
  carrier: Pick<ImageRecord, "owner">,
  markId: string,
): Promise<ProvenImage> {
  const record = await images.get(markId);
  if (record !== undefined && record.owner === carrier.owner && isProven(record)) return record;
  throw markUnknown();
}

/** The same answer for all that a mark may not be, so that nobody learns of other people's images. */
export function markUnknown(): ProblemError {
  return new ProblemError("mark-unknown", "mark must be the id of an image of the same owner that is there and ready.");
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
