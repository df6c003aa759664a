import type { Mezzanines } from "../image/mezzanine.ts";
import { isLossy } from "../image/output-type.ts";
import type { Rendering } from "../image/step.ts";
import type { ProvenImage } from "../image-record.ts";
import { RENDER_SECONDS } from "../limits.ts";
import { likelyRung } from "../rungs.ts";
import type { Originals } from "../stores.ts";
import type { PictureVariant } from "../url/variant-key.ts";
import { refusal } from "./store-variant.ts";

/** What one variant is made from; each source is read or made once. */
export interface VariantSources {
  /**
   * @param rungs long edges of mezzanines in px; `undefined` for the original
   * @throws ProblemError `image-not-found` for an image that is gone
   */
  load(record: ProvenImage, rungs: readonly (number | undefined)[]): Promise<readonly Uint8Array[]>;
  /** The image's mezzanines, made of the original; given up after this many seconds. */
  makeMezzanines(record: ProvenImage, seconds: number): Promise<Mezzanines>;
  /** Gives up what is still being read; nothing more is wanted. */
  giveUp(): void;
}

/** Why a read is given up; the reason that a signal has by itself takes a stack trace of every miss. */
const UNWANTED = "The source is not wanted any more.";

/**
 * What a plan is made from, drawn where the original is an SVG, and what its smart crop looks at.
 *
 * @throws ProblemError what `load` and `drawVector` throw
 */
export async function loadPlanned(
  load: VariantSources["load"],
  record: ProvenImage,
  { rung, fixedRung, drawn }: Pick<Rendering, "rung" | "fixedRung" | "drawn">,
): Promise<readonly [source: Uint8Array, fixed: Uint8Array]> {
  const [source, fixed = source] = await load(record, fixedRung === rung ? [rung] : [rung, fixedRung]);
  if (drawn === undefined) return [source!, fixed!];
  const { drawVector } = await import("../image/vector/rasterize.ts");
  const drawing = await drawVector(source!, drawn);
  return [drawing, drawing];
}

/**
 * Begins to read what a variant will most likely be made from, while its record is still being asked for.
 *
 * A guess that the record does not bear out is given up, and has cost one read; what is used is always what the record
 * says. The bytes of a mezzanine never change, so that a read before the record's is as good as one after it.
 */
export function beginSources(originals: Originals, { imageId, transform, extension }: PictureVariant): VariantSources {
  const giveUp = new AbortController();
  const guess = likelyRung(transform, isLossy(extension));
  const guessed = guess === undefined ? undefined : originals.getMezzanine(imageId, guess, giveUp.signal);
  // Whoever comes to want it hears how it failed; nobody else has to.
  guessed?.catch(() => undefined);
  let original: Promise<Uint8Array> | undefined;
  let mezzanines: Promise<Mezzanines> | undefined;

  const readOriginal = () => {
    original ??= originals.get(imageId).then(found);
    return original;
  };
  const makeMezzanines: VariantSources["makeMezzanines"] = (record, seconds) => {
    mezzanines ??= Promise.all([readOriginal(), import("../image/mezzanine.ts")]).then(([bytes, { makeMezzanines }]) =>
      makeMezzanines(bytes, record.proof, seconds),
    );
    return mezzanines;
  };
  const loadOne = async (record: ProvenImage, rung: number | undefined): Promise<Uint8Array> => {
    if (rung === undefined) return readOriginal();
    if (!record.rungs?.includes(rung)) return found((await makeMezzanines(record, RENDER_SECONDS)).get(rung));
    // It may have come to be between the guess and the record.
    return found((rung === guess ? await guessed : undefined) ?? (await originals.getMezzanine(imageId, rung)));
  };

  return {
    load(record, rungs) {
      if (!rungs.includes(guess) || !record.rungs?.includes(guess ?? 0)) giveUp.abort(UNWANTED);
      return Promise.all(rungs.map((rung) => loadOne(record, rung)));
    },
    makeMezzanines,
    giveUp: () => giveUp.abort(UNWANTED),
  };
}

function found(stored: { readonly bytes: Uint8Array } | undefined): Uint8Array {
  if (stored === undefined) throw refusal("image-not-found");
  return stored.bytes;
}
