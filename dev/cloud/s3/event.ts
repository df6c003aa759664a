import type { CreatedEventName, StoredObject } from "./object-version.ts";

/**
 * What S3 sends to whoever listens to a bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export interface S3EventMessage {
  readonly Records: readonly S3EventRecord[];
}

export interface S3EventRecord {
  readonly eventVersion: "2.1";
  readonly eventSource: "aws:s3";
  readonly awsRegion: string;
  /** RFC 3339, e.g. `2026-01-31T23:59:59.123Z` */
  readonly eventTime: string;
  readonly eventName: CreatedEventName;
  readonly s3: {
    readonly s3SchemaVersion: "1.0";
    readonly bucket: { readonly name: string; readonly arn: string };
    readonly object: {
      /** Encoded as a form encodes it: a space is `+`. */
      readonly key: string;
      readonly size: number;
      readonly eTag: string;
      readonly versionId?: string;
      readonly sequencer: string;
    };
  };
}

let sequence = 0;

/** Hexadecimal text that grows with every call, across restarts too. */
export function nextSequencer(now: Date): string {
  sequence = Math.max(sequence + 1, now.getTime() * 4096);
  return sequence.toString(16).toUpperCase().padStart(18, "0");
}

/** The message about one stored object. */
export function createdMessage(
  place: { readonly region: string; readonly bucketName: string; readonly key: string; readonly isVersioned: boolean },
  object: StoredObject,
  event: { readonly name: CreatedEventName; readonly sequencer: string },
): S3EventMessage {
  const record: S3EventRecord = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: place.region,
    eventTime: object.lastModified,
    eventName: event.name,
    s3: {
      s3SchemaVersion: "1.0",
      bucket: { name: place.bucketName, arn: `arn:aws:s3:::${place.bucketName}` },
      object: {
        key: formEncode(place.key),
        size: object.sizeBytes,
        eTag: object.etag,
        ...(place.isVersioned ? { versionId: object.versionId } : {}),
        sequencer: event.sequencer,
      },
    },
  };
  return { Records: [record] };
}

/** How S3 encodes keys in events and, when asked to, in lists: as a form does, but with its slashes. */
export function formEncode(key: string): string {
  return key
    .split("/")
    .map((segment) => new URLSearchParams([["", segment]]).toString().slice(1))
    .join("/");
}
