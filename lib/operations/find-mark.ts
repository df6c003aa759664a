import type { Size } from "../geometry.ts";
import { planMark } from "../image/plan-mark.ts";
import type { Mark } from "../image/step.ts";
import type { ImageRecord, ProvenImage } from "../image-record.ts";
import type { ProblemCode } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images, Originals } from "../stores.ts";
import type { Transform } from "../url/parameters.ts";
import { markRecord, markUnknown } from "./mark-record.ts";
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
 * @throws ProblemError what `markRecord` throws, for a mark that is gone or cannot be drawn too
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
  const [bytes] = await loadPlanned(beginSources(stores.originals, wanted).load, record, rendering).catch(asMarks);
  return { record, mark: { bytes, rendering } };
}

/** What is wrong with a mark is not wrong with the picture that was to carry it. */
function asMarks(cause: unknown): never {
  if (cause instanceof ProblemError && MARKS_OWN.includes(cause.problem.code)) throw markUnknown(cause);
  throw cause;
}

/** Deleted since its record was read, or a drawing that takes more than it may. */
const MARKS_OWN: readonly ProblemCode[] = ["image-not-found", "image-undecodable"];
