import type { ChecksumAlgorithm, Checksums } from "./checksum.ts";

/** What is said to whoever listens once a version is stored. */
export type CreatedEventName = "ObjectCreated:Put" | "ObjectCreated:Copy" | "ObjectCreated:CompleteMultipartUpload";

/** Checksum over the whole object, or over the checksums of its parts. */
export type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

/** An object as it is about to be stored. */
export interface ObjectDraft {
  /** The file that holds its bytes. */
  readonly bytesId: string;
  readonly sizeBytes: number;
  /** Without the quotes, e.g. `d41d8cd98f00b204e9800998ecf8427e`. */
  readonly etag: string;
  /** Content headers and `x-amz-meta-*`, sent back as they are. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Checksums;
  readonly checksumType: ChecksumType;
}

/** An event that may not have been delivered; it lives in the record, so that a crash cannot part the two. */
export interface PendingEvent {
  readonly name: CreatedEventName;
  /** Hexadecimal; of two events of one key the later has the greater text. */
  readonly sequencer: string;
}

/** A version that has bytes. */
export interface StoredObject extends ObjectDraft {
  readonly kind: "object";
  /** `null` for versions of a bucket without versioning. */
  readonly versionId: string;
  /** RFC 3339, e.g. `2026-01-31T23:59:59.123Z` */
  readonly lastModified: string;
  readonly pendingEvent?: PendingEvent;
}

/** The version that a deletion leaves in a versioned bucket. */
export interface DeleteMarker {
  readonly kind: "delete-marker";
  readonly versionId: string;
  readonly lastModified: string;
}

export type ObjectVersion = StoredObject | DeleteMarker;

/** Everything that is stored under one key, replaced as a whole. */
export interface KeyRecord {
  readonly key: string;
  /** Newest first, never empty. */
  readonly versions: readonly ObjectVersion[];
}

/** One part of a multipart upload. */
export interface UploadPart {
  readonly partNumber: number;
  readonly bytesId: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly checksums: Checksums;
  readonly lastModified: string;
}

/** A multipart upload that is neither completed nor aborted. */
export interface MultipartUpload {
  readonly uploadId: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType };
  /** In order of part numbers. */
  readonly parts: readonly UploadPart[];
}

/** The object that a plain GET of a key with these versions answers. */
export function currentOf(versions: readonly ObjectVersion[]): StoredObject | undefined {
  const [newest] = versions;
  return newest?.kind === "object" ? newest : undefined;
}

/** Whether an event of one of these versions may not have been delivered. */
export function isUnsettled(versions: readonly ObjectVersion[]): boolean {
  return versions.some((version) => version.kind === "object" && version.pendingEvent !== undefined);
}

/** A version whose event has been delivered; any other is handed back as it is. */
export function withoutEvent(version: ObjectVersion, sequencer: string): ObjectVersion {
  if (version.kind !== "object" || version.pendingEvent?.sequencer !== sequencer) return version;
  const { pendingEvent, ...settled } = version;
  return settled;
}
