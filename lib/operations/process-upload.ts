import { makeMezzanines } from "../image/mezzanine.ts";
import { placeholderOf } from "../image/placeholder.ts";
import { type ImageRecord, isProven, type ProvenImage, type Rendition } from "../image-record.ts";
import { PROCESSING_OVERDUE_SECONDS, WORKER_SECONDS } from "../limits.ts";
import type { Mail } from "../mail/mail.ts";
import { composeUploadFailed } from "../mail/upload-failed.ts";
import { composeUploadReady } from "../mail/upload-ready.ts";
import type { Problem, ProblemCode } from "../problem.ts";
import { ProblemError } from "../problem-error.ts";
import { seconds } from "../time.ts";
import { AUTO_EXTENSIONS } from "../url/variant-key.ts";
import { keepMezzanines } from "./keep-mezzanines.ts";
import { lastingProblem } from "./lasting-problem.ts";
import { makeVariantOf } from "./make-variant.ts";
import { prewarm } from "./prewarm.ts";
import type { ProcessStores } from "./process-stores.ts";
import { sendOnce } from "./send-once.ts";
import { unsubscribeUrl } from "./unsubscribe.ts";
import { loadPlanned, type VariantSources } from "./variant-sources.ts";

/**
 * Does what follows an upload, or other defaults: mezzanines, renditions, colors and thumbhash, state `ready`, the mail, and what the owner's
 * pictures are usually asked for; or the mail that it failed.
 *
 * Repeating it changes nothing; what is left of a deleted image goes. Only when the mail is sent is the image settled
 * and off the sweeper's list.
 */
export async function processUpload(stores: ProcessStores, imageId: string): Promise<void> {
  const { images, originals } = stores;
  const before = await images.get(imageId);
  if (before === undefined || before.state === "deleted") {
    await originals.removeAll(imageId);
    return;
  }
  if (isUnfinished(before) && isProven(before)) await finishUpload(stores, before);
  const record = await images.get(imageId);
  if (record !== undefined && isUnfinished(record) && record.revision !== before.revision) {
    // Changed meanwhile: its renditions were of a revision that is no more.
    await stores.queue.send({ act: "process", imageId }, 0);
    return;
  }
  if (record?.state === "ready") {
    await sendOnce(stores, record, "upload-ready", (to) => readyMail(stores, record, to));
  } else if (record?.state === "failed" && record.problem !== undefined) {
    const problem = record.problem;
    await sendOnce(stores, record, "upload-failed", (to) => failedMail(stores, record, problem, to));
  } else {
    // Deleted meanwhile: the mezzanines may have come after everything was removed.
    if (record?.state === "deleted") await originals.removeAll(imageId);
    return;
  }
  await images.settle(imageId);
  // Once: a repetition would count as demand what was only made ahead.
  if (before.state === "processing" && record.state === "ready") {
    await prewarm(stores, stores.prewarming, record, stores.variantBound);
  }
}

/** Whether its renditions are still to be made, for the first time or again. */
function isUnfinished({ state, remake }: ImageRecord): boolean {
  return state === "processing" || (state !== "deleted" && remake !== undefined);
}

async function readyMail(stores: ProcessStores, record: ImageRecord, to: string): Promise<Mail> {
  return composeUploadReady(to, record, await stores.urls(), await unsubscribeUrl(stores, record));
}

async function failedMail(stores: ProcessStores, record: ImageRecord, problem: Problem, to: string): Promise<Mail> {
  return composeUploadFailed(to, record, problem, await unsubscribeUrl(stores, record));
}

async function finishUpload(stores: ProcessStores, record: ProvenImage): Promise<void> {
  const original = await stores.originals.get(record.id);
  if (original === undefined) return;
  try {
    // So that no transformer makes them too; one that is at it already ends with the same.
    await stores.images.claimRungs(record.id, seconds(new Date()), WORKER_SECONDS);
    const mezzanines = await makeMezzanines(original.bytes, record.proof, MEZZANINES_SECONDS);
    if (!(await keepMezzanines(stores, record.id, mezzanines))) return;
    const rungs = [...mezzanines.keys()];
    const sourceOf = (rung: number | undefined) => mezzanines.get(rung ?? 0)?.bytes ?? original.bytes;
    const load: VariantSources["load"] = async (_record, wanted) => wanted.map(sourceOf);
    const rung = rungs[0];
    const drawn = record.proof.format === "svg" && { drawn: record.proof };
    const [small] = await loadPlanned(load, record, { rung, fixedRung: rung, ...drawn });
    const renditions = await makeRenditions(stores, { ...record, rungs }, load);
    await stores.images.finish(record.id, record.revision, {
      ...(await placeholderOf(small)),
      renditions,
    });
  } catch (error) {
    // The image was deleted meanwhile: nobody is to be told that it failed.
    if (isProblem(error, ["image-not-found"])) return;
    // What is a picture does not become none: the message comes again.
    if (record.state === "ready") throw error;
    await stores.images.fail(record.id, lastingProblem(error), seconds(new Date()) + PROCESSING_OVERDUE_SECONDS);
  }
}

function isProblem(error: unknown, codes: readonly ProblemCode[]): boolean {
  return error instanceof ProblemError && codes.includes(error.problem.code);
}

/** Seconds that mezzanines may take; what is left of a worker's life is for the renditions. */
const MEZZANINES_SECONDS = WORKER_SECONDS / 2;

/** What an owner's defaults may ask of a picture that it does not have, or not in time; the picture is none the worse. */
const IMPOSSIBLE: readonly ProblemCode[] = ["rect-outside", "output-too-large", "unavailable", "mark-unknown"];

/** Every rendition that there can be; one after the other, since memory is what runs out. */
async function makeRenditions(
  stores: ProcessStores,
  record: ProvenImage,
  load: VariantSources["load"],
): Promise<Rendition[]> {
  const renditions: Rendition[] = [];
  for (const name of Object.keys(record.defaults.renditions)) {
    try {
      renditions.push(await makeRendition(stores, record, name, load));
    } catch (error) {
      if (!isProblem(error, IMPOSSIBLE)) throw error;
    }
  }
  return renditions;
}

/** Under every key that the edge will ask for. */
async function makeRendition(
  stores: ProcessStores,
  record: ProvenImage,
  name: string,
  load: VariantSources["load"],
): Promise<Rendition> {
  const make = (extension: (typeof AUTO_EXTENSIONS)[number]) =>
    makeVariantOf(stores, record, { imageId: record.id, transform: { rendition: name }, extension }, load);
  for (const extension of AUTO_EXTENSIONS) if (extension !== "auto") await make(extension);
  const { width, height, format, bytes } = await make("auto");
  return { name, width, height, format, sizeBytes: bytes.length };
}
