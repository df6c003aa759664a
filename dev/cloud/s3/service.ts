import type { Answer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import type { Buckets } from "./buckets.ts";
import { createdMessage, type S3EventMessage } from "./event.ts";
import type { StoredObject } from "./object-version.ts";
import type { S3Request } from "./request.ts";

/** What every operation works on. */
export interface S3Service {
  readonly buckets: Buckets;
  readonly region: string;
  readonly now: () => Date;
  readonly onEvent: (event: S3EventMessage) => Promise<void>;
}

/** One of the things S3 does; it throws S3Error for what it refuses. */
export type Operation = (request: S3Request, service: S3Service) => Promise<Answer>;

/**
 * Tells whoever listens about a stored object, and notes that it was told.
 *
 * The request is answered only after this, so that no acknowledged write lacks its event; an event that a crash kept
 * from being delivered is delivered at the next start.
 */
export async function announce(service: S3Service, bucket: Bucket, key: string, object: StoredObject): Promise<void> {
  const event = object.pendingEvent;
  if (event === undefined) return;
  const place = {
    region: service.region,
    bucketName: bucket.rules.name,
    key,
    isVersioned: bucket.versioning !== undefined,
  };
  await service.onEvent(createdMessage(place, object, event));
  await bucket.settleEvent(key, event.sequencer);
}
