import { DAY_SECONDS } from "../../lib/limits.ts";
import { sampleCatalogue } from "./catalogue-sample.ts";
import { REGIONS } from "./latencies.ts";
import { NumberTable } from "./number-table.ts";
import { createRandom } from "./random.ts";
import { Site, type SiteProps } from "./site.ts";
import type { Switches } from "./switches.ts";
import { Tally } from "./tally.ts";
import type { VariantCatalogue } from "./variant-catalogue.ts";

const MONTH_SECONDS = 30 * DAY_SECONDS;

/** What to replay, and how much of it. */
export interface ReplayProps extends SiteProps {
  /** How many pictures one may stand for; 1 replays all of them. */
  readonly stride: number;
  readonly seed: number;
}

/** What came of a month. */
export interface Replayed {
  readonly tally: Tally;
  /** Variants that the worker made of each upload, places in the catalogue. */
  readonly madeAhead: readonly number[];
  /** What the variant bucket had at the month's end. */
  readonly storedObjects: number;
  readonly storedBytes: number;
  /** Different transformations that were asked for, formats not counted. */
  readonly transformations: number;
}

/**
 * Replays requests, uploads and deletions until everything is as it stays, and counts the month after that.
 *
 * The time before is as long as the variant bucket keeps things: whatever it had at the beginning is gone by then, and
 * nothing of it was stored all at once.
 */
export function replay(props: ReplayProps): Replayed {
  const { workload, catalogue } = props;
  const random = createRandom(props.seed);
  const pictures = sampleCatalogue(workload, catalogue, props.stride);
  const madeAhead = madeAtUpload(catalogue, props.switches);
  const site = new Site(props, pictures, madeAhead);
  const tally = new Tally();
  const asked = new NumberTable();
  let transformations = 0;
  const sampledShare = pictures.reduce((sum, { share }) => sum + share, 0);
  const requests = Math.max(1, Math.round(workload.requestsAMonth * sampledShare));
  const warmUp = Math.round((requests * workload.variantDays) / 30);
  const uploadRate = (pictures.length * workload.uploadedShare) / MONTH_SECONDS;
  let now = 0;
  let nextUpload = random.wait(uploadRate);
  for (let request = 0; request < warmUp + requests; request++) {
    now += random.wait(requests / MONTH_SECONDS);
    const isCounted = request >= warmUp;
    for (; nextUpload <= now; nextUpload += random.wait(uploadRate)) site.upload(nextUpload, random, isCounted);
    const { image, kind, weight } = site.answer(now, random, isCounted ? tally : undefined);
    if (!isCounted) continue;
    const before = asked.size;
    asked.placeOf(image * catalogue.transformations + catalogue.kinds[kind]!.transformation);
    transformations += (asked.size - before) * weight;
  }
  countUnsampledHits(tally, workload.requestsAMonth - tally.total);
  const { objects, bytes } = site.bucket.contents(now);
  return { tally, madeAhead, storedObjects: objects, storedBytes: bytes, transformations };
}

/**
 * What a sample has too few or too many of are requests for what is most popular, a few things with many requests each:
 * the edge has them.
 */
function countUnsampledHits(tally: Tally, requests: number): void {
  for (const { edgeMilliseconds, share } of REGIONS) tally.answered("edge", edgeMilliseconds, requests * share);
}

/** The renditions, and by pre-warming what is asked for most, as if it had been learned without a mistake. */
function madeAtUpload({ kinds, renditions }: VariantCatalogue, { preWarmed }: Switches): readonly number[] {
  const others = [...kinds.keys()].filter((kind) => !renditions.includes(kind));
  others.sort((one, other) => kinds[other]!.share - kinds[one]!.share);
  return [...renditions, ...others.slice(0, preWarmed)];
}
