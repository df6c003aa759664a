import { placeholderOf } from "../image/placeholder.ts";
import { type ImageRecord, isProven, type ProvenImage, type Rendition } from "../image-record.ts";
import { composeUploadReady } from "../mail/upload-ready.ts";
import { ProblemError } from "../problem-error.ts";
import { AUTO_EXTENSIONS } from "../url/variant-key.ts";
import { failUpload } from "./fail-upload.ts";
import { type MadeVariant, makeVariantOf } from "./make-variant.ts";
import type { ProcessStores } from "./process-stores.ts";
import { sendOnce } from "./send-once.ts";

/**
 * Does what follows an upload: renditions, color and thumbhash, state `ready`, the mail.
 *
 * Repeating it changes nothing; what is left of a deleted image goes.
 */
export async function processUpload(stores: ProcessStores, imageId: string): Promise<void> {
  const record = await stores.images.get(imageId);
  if (record === undefined || record.state === "deleted") {
    await stores.originals.removeAll(imageId);
    return;
  }
  if (!isProven(record)) return;
  const ready = record.state === "ready" ? record : await finishUpload(stores, record);
  if (ready === undefined) return;
  await sendOnce(stores, ready, "upload-ready", (to) => composeUploadReady(to, ready, stores));
}

/** @returns the record as it is when ready, `undefined` when it failed or is gone */
async function finishUpload(stores: ProcessStores, record: ProvenImage): Promise<ImageRecord | undefined> {
  const original = await stores.originals.get(record.id);
  if (original === undefined) return undefined;
  try {
    const placeholder = await placeholderOf(original.bytes);
    const renditions = await makeRenditions(stores, record, original.bytes);
    const isThere = await stores.images.finish(record.id, { ...placeholder, renditions });
    return isThere ? stores.images.get(record.id) : undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    // The image was deleted meanwhile: nobody is to be told that it failed.
    if (error.problem.code !== "image-not-found") await failUpload(stores, record, error.problem);
    return undefined;
  }
}

/** Every rendition under every key that the edge will ask for; one after the other, since memory is what runs out. */
async function makeRenditions(stores: ProcessStores, record: ProvenImage, original: Uint8Array): Promise<Rendition[]> {
  const renditions: Rendition[] = [];
  for (const name of Object.keys(record.defaults.renditions)) {
    for (const extension of AUTO_EXTENSIONS) {
      const variant = { imageId: record.id, transform: { rendition: name }, extension };
      const made = await makeVariantOf(stores, record, original, variant);
      if (extension === "auto") renditions.push(renditionOf(name, made));
    }
  }
  return renditions;
}

function renditionOf(name: string, { picture }: MadeVariant): Rendition {
  const { width, height, format, bytes } = picture;
  return { name, width, height, format, sizeBytes: bytes.length };
}
