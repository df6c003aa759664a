import type { Activity } from "./activity.ts";

/** What somebody expects of a month. */
export interface Traffic {
  /** Pictures that are stored. */
  readonly images: number;
  /** Requests for pictures. */
  readonly requests: number;
  readonly uploads: number;
  readonly deletions: number;
  /** Mean kilobytes (1,000 bytes) of an answer. */
  readonly answerKilobytes: number;
  /** Percent of requests that one of CloudFront's caches answers. */
  readonly edgeHitPercent: number;
  /** Percent of all others that the variant bucket answers. */
  readonly bucketHitPercent: number;
  /** Mean milliseconds of Lambda for a variant that is made. */
  readonly makeMilliseconds: number;
  /** Mean megabytes (1,000,000 bytes) of an original. */
  readonly originalMegabytes: number;
  /** Sizes in which each picture is asked for; each is stored in the three classes of formats. */
  readonly sizes: number;
}

/** What holds for whatever is not said; hits and kilobytes are those that AWS publishes for its own solution. */
export const USUAL_TRAFFIC: Traffic = {
  images: 100_000,
  requests: 10_000_000,
  uploads: 5_000,
  deletions: 2_000,
  answerKilobytes: 45,
  edgeHitPercent: 90,
  bucketHitPercent: 90,
  makeMilliseconds: 200,
  originalMegabytes: 4,
  sizes: 8,
};

/** Classes that `fmt=auto` is settled to. */
const FORMATS = 3;

/** Megabytes of the two mezzanines of a photograph; measured as in the simulation. */
export const MEZZANINE_MEGABYTES = 1.4;

/** Seconds of Lambda for an upload: decoded by the API and by the worker, two mezzanines and nine variants. */
export const UPLOAD_SECONDS = 2;

/** Objects that the worker stores of an upload: two mezzanines, three renditions in three classes. */
export const UPLOAD_OBJECTS = 11;

/** Of the usual traffic, how many are uploaded and deleted a month for each picture that is stored. */
export const USUAL_UPLOAD_SHARE = USUAL_TRAFFIC.uploads / USUAL_TRAFFIC.images;
export const USUAL_DELETION_SHARE = USUAL_TRAFFIC.deletions / USUAL_TRAFFIC.images;

/** What the service does in a month of such traffic. */
export function activityOf(traffic: Traffic): Activity {
  const { images, requests } = traffic;
  const misses = requests * (1 - traffic.edgeHitPercent / 100);
  const variantMegabytes = (traffic.sizes * FORMATS * traffic.answerKilobytes) / 1_000;
  return {
    requests,
    sentGigabytes: (requests * traffic.answerKilobytes) / 1e6,
    shieldRequests: misses,
    bucketRequests: misses,
    made: misses * (1 - traffic.bucketHitPercent / 100),
    makeSeconds: traffic.makeMilliseconds / 1_000,
    uploads: traffic.uploads,
    uploadSeconds: UPLOAD_SECONDS,
    objectsPerUpload: UPLOAD_OBJECTS,
    deletions: traffic.deletions,
    images,
    storedGigabytes: (images * (traffic.originalMegabytes + MEZZANINE_MEGABYTES + variantMegabytes)) / 1_000,
  };
}

/** The same traffic for pictures that are there already: nobody uploads or deletes, and originals are not counted. */
export function servingOnly(traffic: Traffic): Traffic {
  return { ...traffic, uploads: 0, deletions: 0, originalMegabytes: 0 };
}
