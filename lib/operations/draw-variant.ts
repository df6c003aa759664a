import { fileName } from "../file-name.ts";
import { planRendering } from "../image/plan.ts";
import type { Picture } from "../image/render.ts";
import type { ProvenImage } from "../image-record.ts";
import { ProblemError } from "../problem-error.ts";
import { type Stopwatch, startStopwatch } from "../stopwatch.ts";
import type { StoredBytes } from "../stores.ts";
import { withinBudget } from "../time-budget.ts";
import type { Transform } from "../url/parameters.ts";
import type { PictureVariant } from "../url/variant-key.ts";
import { findMark } from "./find-mark.ts";
import { loadPlanned, type VariantSources } from "./variant-sources.ts";
import { aimed, madeExtension, wholeTransform } from "./whole-transform.ts";

/** A picture as it is kept: with the name under which a browser is to save it, where there is one. */
export type KeptPicture = Picture & StoredBytes;

/** What there is to answer with. */
export interface DrawnVariant {
  readonly picture: KeptPicture;
  /** The record of the mark that it carries, as it was when it was read. */
  readonly mark: ProvenImage | undefined;
  /** Whether it is only what there was in time, and the variant is still to be made. */
  readonly isStopgap: boolean;
}

/** Where a mark is found. */
type DrawingStores = Parameters<typeof findMark>[0];

/** How a variant is drawn. */
export interface DrawingOptions {
  readonly watch?: Stopwatch;
  /** Milliseconds after which a WebP stands in for an AVIF that the service chose; absent where nobody waits. */
  readonly avifPatienceMs?: number | undefined;
}

/**
 * Draws a variant of an image whose record is at hand.
 *
 * An AVIF is the smallest and the slowest: who has not asked for one by name is not to wait for it longer than they would
 * like. Its encoder cannot be told to stop, and ends by itself; what comes before it is given up.
 *
 * @throws ProblemError what `planRendering` and `render` throw, `rendition-unknown`, `mark-unknown`
 */
export async function drawVariant(
  stores: DrawingStores,
  record: ProvenImage,
  variant: PictureVariant,
  load: VariantSources["load"],
  { watch = startStopwatch(), avifPatienceMs }: DrawingOptions = {},
): Promise<DrawnVariant> {
  const asked = wholeTransform(record, variant.transform);
  const transform = aimed(record, variant.transform, asked.trim ? await trimmed(record, asked, load) : asked);
  const extension = madeExtension(transform, variant);
  const draw = async (as: PictureVariant["extension"], mostMs?: number) => {
    const plan = planRendering(record.proof, transform, as, record.rungs ?? [], record.sizeBytes);
    const [[source, fixed], found] = await watch.time("read", () =>
      Promise.all([loadPlanned(load, record, plan), findMark(stores, record, transform, plan.geometry.output)]),
    );
    // The API makes few variants, and starts faster without sharp.
    const { render } = await import("../image/render.ts");
    const marked = found === undefined ? plan : { ...plan, mark: found.mark };
    const rendering = () => watch.time("render", () => render(source, marked, fixed));
    // What was read is wanted in any case: the drawing alone is given up.
    const picture = await (mostMs === undefined ? rendering() : withinBudget(mostMs, rendering));
    return { picture: named(picture, transform), mark: found?.record };
  };
  if (avifPatienceMs === undefined || extension !== "auto-avif") {
    return { ...(await draw(extension)), isStopgap: false };
  }
  try {
    return { ...(await draw(extension, avifPatienceMs)), isStopgap: false };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "unavailable") throw error;
    return { ...(await draw("auto-webp")), isStopgap: true };
  }
}

function named(picture: Picture, { download }: Transform): KeptPicture {
  return download === undefined ? picture : { ...picture, download: fileName(download, picture.contentType) };
}

async function trimmed(record: ProvenImage, transform: Transform, load: VariantSources["load"]): Promise<Transform> {
  const whole = {
    rung: undefined,
    fixedRung: undefined,
    ...(record.proof.format === "svg" && { drawn: record.proof }),
  };
  const [[original], { withBorderFound }] = await Promise.all([
    loadPlanned(load, record, whole),
    import("../image/trim.ts"),
  ]);
  return withBorderFound(original, record.proof, transform);
}
