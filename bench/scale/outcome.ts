import { type Activity, activityUsage, addUsage, idleUsage } from "../cost/activity.ts";
import { billOf, servicesOf } from "../cost/bill.ts";
import { MEZZANINE_MEGABYTES, UPLOAD_OBJECTS } from "../cost/traffic.ts";
import { HOME } from "./latencies.ts";
import { ORIGINAL_MEGABYTES, uploadSeconds } from "./picture-work.ts";
import { type Replayed, type ReplayProps, replay } from "./replay.ts";
import { requestShapes } from "./request-shapes.ts";
import type { Switches } from "./switches.ts";
import { TIERS, type Tier } from "./tally.ts";
import { type VariantCatalogue, variantCatalogue } from "./variant-catalogue.ts";
import type { Workload } from "./workload.ts";

/** What a month of a workload comes to; plain data, as it is kept beside the page that shows it. */
export interface Outcome {
  readonly requests: number;
  readonly images: number;
  /** Share of all answers by where they came from. */
  readonly shares: Readonly<Record<Tier, number>>;
  readonly made: number;
  readonly makeMilliseconds: number;
  readonly storedVariants: number;
  readonly storedGigabytes: number;
  readonly answerKilobytes: number;
  readonly p50Milliseconds: number;
  readonly p95Milliseconds: number;
  /** Of the pictures that were new and seen, the share whose first viewer waited for the transformer. */
  readonly firstViewsThatWaited: number;
  /** Different transformations of pictures, formats not counted. */
  readonly transformations: number;
  readonly usd: number;
  /** US dollars by service, dearest first; CloudFront's transfer stands by itself. */
  readonly services: readonly (readonly [service: string, usd: number])[];
}

/** What to simulate, and how finely. */
export interface OutcomeProps {
  readonly workload: Workload;
  readonly switches: Switches;
  /** About how many requests of the month are replayed. */
  readonly budget: number;
  readonly seed: number;
}

/** Simulates a month, and counts its bill. */
export function simulate({ workload, switches, budget, seed }: OutcomeProps): Outcome {
  const catalogue = variantCatalogue(requestShapes(), switches);
  const stride = Math.max(1, Math.ceil(workload.requestsAMonth / budget));
  const props = { workload, switches, catalogue, stride, seed };
  return outcomeOf(props, replay(props));
}

function outcomeOf({ workload, switches, catalogue }: ReplayProps, replayed: Replayed): Outcome {
  const { tally } = replayed;
  const requests = workload.requestsAMonth;
  const made = tally.answers.transformer;
  const answerBytes = catalogue.kinds.reduce((sum, { share, bytes }) => sum + share * bytes, 0);
  const waits = (HOME.transformerMilliseconds + HOME.storeMilliseconds) / 1_000;
  const makeSeconds = made === 0 ? 0 : tally.makeSeconds / made + waits;
  const pictureMegabytes = ORIGINAL_MEGABYTES + (switches.mezzanine ? MEZZANINE_MEGABYTES : 0);
  const storedGigabytes = (workload.images * pictureMegabytes) / 1e3 + replayed.storedBytes / 1e9;
  const activity: Activity = {
    requests,
    sentGigabytes: (requests * answerBytes) / 1e9,
    shieldRequests: tally.shieldRequests,
    bucketRequests: tally.answers.bucket + made,
    made,
    makeSeconds,
    uploads: workload.images * workload.uploadedShare,
    uploadSeconds: uploadSeconds(switches.mezzanine) + aheadSeconds(catalogue, replayed),
    objectsPerUpload: UPLOAD_OBJECTS + replayed.madeAhead.length - catalogue.renditions.length,
    deletions: workload.images * workload.deletedShare,
    images: workload.images,
    storedGigabytes,
  };
  const bill = billOf(addUsage(idleUsage(), activityUsage(activity)));
  const transferUsd = bill.lines.find(({ priced }) => priced === "edgeGigabytes")?.listUsd ?? 0;
  return {
    requests,
    images: workload.images,
    shares: {
      edge: tally.answers.edge / requests,
      regional: tally.answers.regional / requests,
      shield: tally.answers.shield / requests,
      bucket: tally.answers.bucket / requests,
      transformer: made / requests,
    },
    made,
    makeMilliseconds: makeSeconds * 1_000,
    storedVariants: replayed.storedObjects,
    storedGigabytes,
    answerKilobytes: answerBytes / 1_000,
    p50Milliseconds: tally.quantile(0.5),
    p95Milliseconds: tally.quantile(0.95),
    firstViewsThatWaited: tally.firstViews === 0 ? 0 : tally.firstViewsThatWaited / tally.firstViews,
    transformations: replayed.transformations,
    usd: bill.listUsd,
    services: [
      ["transfer", transferUsd],
      ...servicesOf(bill).map(([service, usd]): [string, number] =>
        service === "CloudFront" ? [service, usd - transferUsd] : [service, usd],
      ),
    ],
  };
}

/** Seconds of one core for what the worker makes of an upload before anybody asks. */
function aheadSeconds({ kinds }: VariantCatalogue, { madeAhead }: Replayed): number {
  return madeAhead.reduce((sum, kind) => sum + kinds[kind]!.makeSeconds, 0);
}

/** US dollars for a million requests. */
export function usdPerMillion({ usd, requests }: Outcome): number {
  return (usd * 1e6) / requests;
}

/** The share of answers that came from one of these. */
export function shareOf({ shares }: Outcome, tiers: readonly Tier[]): number {
  return TIERS.filter((tier) => tiers.includes(tier)).reduce((sum, tier) => sum + shares[tier], 0);
}
