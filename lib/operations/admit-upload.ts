import { freezeDefaults } from "../freeze-defaults.ts";
import { provePicture } from "../image/prove.ts";
import { ProblemError } from "../problem-error.ts";
import { failUpload } from "./fail-upload.ts";
import type { ProcessStores } from "./process-upload.ts";

/**
 * Proves a presigned upload and makes it an original, whose own event has it processed.
 *
 * Every step can be repeated: the copy is of the very object that was proven, and a record is proven once.
 */
export async function admitUpload(stores: ProcessStores, imageId: string): Promise<void> {
  const { images, originals } = stores;
  const record = await images.get(imageId);
  const isAwaited = record?.state === "processing" && record.proof === undefined;
  const incoming = isAwaited ? await originals.getIncoming(imageId) : undefined;
  if (record !== undefined && incoming !== undefined) {
    try {
      const proof = await provePicture(incoming.bytes);
      await originals.admitIncoming(imageId, incoming.etag, `image/${proof.format}`);
      await images.prove(imageId, proof, freezeDefaults(record.defaults, proof), incoming.bytes.length);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await failUpload(stores, record, error.problem);
    }
  }
  // Also what came too late, again, or after a deletion.
  await originals.removeIncoming(imageId);
  const after = await images.get(imageId);
  if (after === undefined || after.state === "deleted") await originals.removeAll(imageId);
}
