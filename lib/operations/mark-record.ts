import { type ImageRecord, isProven, type ProvenImage } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images } from "../stores.ts";

/**
 * The record of a mark; strongly consistent.
 *
 * @param carrier the picture that carries it, or who is to have such pictures
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
export function markUnknown(cause?: unknown): ProblemError {
  const detail = "mark must be the id of an image of the same owner that is there and ready.";
  return new ProblemError("mark-unknown", detail, { cause });
}
