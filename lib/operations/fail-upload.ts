import type { ImageRecord } from "../image-record.ts";
import { composeUploadFailed } from "../mail/upload-failed.ts";
import type { Problem } from "../problem.ts";
import type { ProcessStores } from "./process-stores.ts";
import { sendOnce } from "./send-once.ts";

/** Notes that a picture cannot be processed, and tells its owner why. */
export async function failUpload(stores: ProcessStores, record: ImageRecord, problem: Problem): Promise<void> {
  if (!(await stores.images.fail(record.id, problem))) return;
  await sendOnce(stores, record, "upload-failed", (to) => composeUploadFailed(to, record, problem));
}
