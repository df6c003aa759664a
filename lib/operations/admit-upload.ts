import { changeOf, holdingsOf } from "../accounts.ts";
import { freezeDefaults } from "../freeze-defaults.ts";
import { provePicture } from "../image/prove.ts";
import { type ImageRecord, mediaType } from "../image-record.ts";
import { PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import { seconds } from "../time.ts";
import { lastingProblem } from "./lasting-problem.ts";
import type { ProcessStores } from "./process-stores.ts";

/**
 * Proves a presigned upload, makes it an original and has it processed, or notes why it is none.
 *
 * Every step can be repeated: the copy is of the very object that was proven, and it is there before the record says
 * so. What came too late, again, or after a deletion goes; what nobody has judged stays.
 *
 * @throws what may pass, so that the message comes again
 */
export async function admitUpload(stores: ProcessStores, imageId: string): Promise<void> {
  const { images, originals, queue } = stores;
  const before = await images.get(imageId);
  if (before?.state === "processing" && before.proof === undefined) await proveIncoming(stores, before);
  const record = await images.get(imageId);
  if (record === undefined || record.state === "deleted") {
    await originals.removeAll(imageId);
    return;
  }
  const isJudged = record.proof !== undefined || record.state === "failed";
  if (!isJudged) return;
  if (record.state !== "ready") await queue.send({ act: "process", imageId }, 0);
  await originals.removeIncoming(imageId);
}

async function proveIncoming(stores: ProcessStores, record: ImageRecord): Promise<void> {
  const { images, originals } = stores;
  const incoming = await originals.getIncoming(record.id);
  if (incoming === undefined) return;
  const judged = await provePicture(incoming.bytes).then(
    (proof) => ({ proof }),
    (error: unknown) => ({ problem: lastingProblem(error) }),
  );
  if ("problem" in judged) {
    const hasFailed = await images.fail(record.id, judged.problem, overdueAt());
    if (hasFailed) await account(stores, record, { ...record, state: "failed" });
    return;
  }
  const { proof } = judged;
  await originals.admitIncoming(record.id, incoming.etag, mediaType(proof.format));
  const upload = { proof, defaults: freezeDefaults(record.defaults, proof), sizeBytes: incoming.bytes.length };
  const isProven = await images.prove(record.id, upload, overdueAt());
  if (isProven) await account(stores, record, { ...record, ...upload });
}

function overdueAt(): number {
  return seconds(new Date()) + PROCESSING_OVERDUE_SECONDS;
}

/** What was reserved is held now, or given back. */
function account({ accounts }: ProcessStores, before: ImageRecord, after: ImageRecord): Promise<void> {
  return accounts.change(before.owner, changeOf(holdingsOf(before), holdingsOf(after)), seconds(new Date()));
}
