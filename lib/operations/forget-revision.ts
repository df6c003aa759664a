import type { ImageRecord } from "../image-record.ts";
import { WRITER_SECONDS } from "../limits.ts";
import type { EdgeCache, Queue, Variants } from "../stores.ts";
import { imageTag } from "../url/caching.ts";

/** What forgetting needs. */
export interface ForgetStores {
  readonly variants: Variants;
  readonly edgeCache: EdgeCache;
  readonly queue: Queue;
}

/**
 * Forgets every variant of the revisions before an image's own.
 *
 * The record has the new revision already, so that whoever is still making a variant of an old one takes it away again.
 * An answer of an old one that is on its way then is forgotten when no such writer can be alive any more.
 */
export async function forgetRevision({ variants, edgeCache, queue }: ForgetStores, { id, revision }: ImageRecord) {
  await queue.send({ act: "forget", imageId: id }, WRITER_SECONDS);
  await variants.removeAll(id);
  await edgeCache.invalidate(imageTag(id), `${id}-revision-${revision}`);
}
