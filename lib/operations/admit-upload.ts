import { freezeDefaults } from "../freeze-defaults.ts";
import { provePicture } from "../image/prove.ts";
import { type ImageRecord, isProven } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import { failUpload } from "./fail-upload.ts";
import type { ProcessStores } from "./process-stores.ts";

/**
 * Proves a presigned upload, makes it an original and has it processed.
 *
 * Every step can be repeated: the copy is of the very object that was proven, and it is there before the record says
 * so. What came too late, again, or after a deletion goes.
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
  if (isProven(record) && record.state === "processing") await queue.send({ act: "process", imageId }, 0);
  await originals.removeIncoming(imageId);
}

async function proveIncoming(stores: ProcessStores, record: ImageRecord): Promise<void> {
  const { images, originals } = stores;
  const incoming = await originals.getIncoming(record.id);
  if (incoming === undefined) return;
  try {
    const proof = await provePicture(incoming.bytes);
    await originals.admitIncoming(record.id, incoming.etag, `image/${proof.format}`);
    await images.prove(record.id, proof, freezeDefaults(record.defaults, proof), incoming.bytes.length);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    await failUpload(stores, record, error.problem);
  }
}
