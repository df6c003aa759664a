import type { ErasedKind, ErasurePass } from "../erasure.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images } from "../stores.ts";
import { parseVariantKey } from "../url/parse-variant-key.ts";
import { isAskable, type UnsignedUrls } from "../url/unsigned.ts";
import type { ItemWriter } from "./item-writer.ts";

/** Times that a page is counted anew because somebody else was counting at the same moment. */
const COUNT_TRIES = 10;

/** Removed variants that are asked for again. */
const MAX_SAMPLES = 3;

/**
 * Counts a page of keys before it is removed: those after the last one that anybody has counted.
 *
 * Whoever counts at the same moment finds the place moved and looks again; whoever died after counting has left the place
 * behind the page, and its keys are not counted a second time.
 */
export async function countErased(
  write: ItemWriter,
  get: Images["get"],
  imageId: string,
  pass: ErasurePass,
  kind: ErasedKind,
  keys: readonly string[],
  unsignedUrls: UnsignedUrls,
): Promise<void> {
  const cursor = `${kind}${pass}` as const;
  for (let tries = 0; tries < COUNT_TRIES; tries++) {
    const erasure = (await get(imageId))?.erasure;
    if (erasure === undefined) return;
    const fresh = keys.filter((key) => key > (erasure.upTo?.[cursor] ?? ""));
    if (fresh.length === 0) return;
    const samples = erasure.samples?.length ? erasure.samples : samplesOf(fresh, imageId, unsignedUrls);
    const isDone = await write.update(imageId, {
      expression: "SET erasure.#kind = :count, erasure.upTo = :upTo, erasure.samples = :samples",
      // Each count makes one of the three larger, so that they tell whether somebody else has counted.
      condition:
        "#state = :deleted AND erasure.originals = :originals AND erasure.variants = :variants AND erasure.marked = :marked",
      names: { kind },
      values: {
        count: erasure[kind] + fresh.length,
        upTo: { ...erasure.upTo, [cursor]: fresh.at(-1) },
        samples,
        originals: erasure.originals,
        variants: erasure.variants,
        marked: erasure.marked,
        deleted: "deleted",
      },
    });
    if (isDone) return;
  }
  throw new ProblemError("unavailable", "The image is being deleted by too many at once; ask again.");
}

/**
 * Variants that can be asked for again, some from all over the page; an original is none. Whether another image's
 * defaults still name the mark then, nobody knows.
 */
function samplesOf(keys: readonly string[], imageId: string, unsignedUrls: UnsignedUrls): string[] {
  const askable = keys.filter((key) => {
    const variant = parseVariantKey(key);
    if (variant === undefined || !isAskable(variant.transform, unsignedUrls)) return false;
    return variant.imageId === imageId || variant.transform.mark === imageId;
  });
  const step = Math.max(1, Math.ceil(askable.length / MAX_SAMPLES));
  return askable.filter((_, index) => index % step === 0);
}
