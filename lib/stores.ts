import type { Holdings } from "./accounts.ts";
import type { Defaults } from "./defaults.ts";
import type { AskedAgain, ErasedKind, Erasure, ErasurePass } from "./erasure.ts";
import type { ImageChanges } from "./image-changes.ts";
import type { Chore, Findings, ImageRecord, MailKind, Proof } from "./image-record.ts";
import type { ImageSearch } from "./image-search.ts";
import type { Problem } from "./problem.ts";

/** Bytes with what S3 keeps beside them. */
export interface StoredBytes {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** The quoted MD5 of the bytes. */
  readonly etag: string;
  /** The name under which a browser is to save it, e.g. `sunset.jpeg`; absent for what is shown. */
  readonly download?: string;
}

/** What S3 tells of an object by its headers. */
export interface StoredDescription {
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** A smaller copy of an original, to make variants from. */
export interface Mezzanine {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A request that somebody else may make for us, for a while. */
export interface PresignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

/** What a presigned upload has announced and is held to. */
export interface AnnouncedUpload {
  readonly contentType: string;
  readonly sizeBytes: number;
  /** base64 */
  readonly sha256?: string | undefined;
}

/** Pictures byte for byte as they were uploaded, and those that wait to be proven. */
export interface Originals {
  /** Repeating it with the same id changes nothing. */
  put(imageId: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(imageId: string): Promise<StoredBytes | undefined>;
  has(imageId: string): Promise<boolean>;
  /** @param edge the mezzanine's long edge in px */
  putMezzanine(imageId: string, edge: number, mezzanine: Mezzanine): Promise<void>;
  /** @param signal gives up a read whose bytes are not wanted after all */
  getMezzanine(imageId: string, edge: number, signal?: AbortSignal): Promise<StoredBytes | undefined>;
  presignIncoming(imageId: string, upload: AnnouncedUpload): Promise<PresignedRequest>;
  getIncoming(imageId: string): Promise<StoredBytes | undefined>;
  hasIncoming(imageId: string): Promise<boolean>;
  /** Copies `incoming/{id}` to `originals/{id}`. @throws Error when it is not the one with this ETag any more */
  admitIncoming(imageId: string, etag: string, contentType: string): Promise<void>;
  removeIncoming(imageId: string): Promise<void>;
  /** A short-lived URL that downloads the original as a file. */
  presignDownload(imageId: string, fileName: string): Promise<PresignedRequest>;
  /** Removes every version of everything kept for an image. @param beforePage hears the keys of each page, in order */
  removeAll(imageId: string, beforePage?: (keys: readonly string[]) => Promise<void>): Promise<void>;
}

/** Made pictures under their variant keys. */
export interface Variants {
  /** Keeps the first writer's bytes; repeating it changes nothing. @returns false where somebody else's were there already */
  put(key: string, variant: StoredBytes, cacheTags: string): Promise<boolean>;
  get(key: string): Promise<StoredBytes | undefined>;
  /** What is to be known of one that is there without its bytes. */
  describe(key: string): Promise<StoredDescription | undefined>;
  remove(key: string): Promise<void>;
  removeEach(keys: readonly string[]): Promise<void>;
  keysOf(imageId: string): Promise<readonly string[]>;
  presignDownload(key: string, fileName: string): Promise<PresignedRequest>;
  removeAll(imageId: string, beforePage?: (keys: readonly string[]) => Promise<void>): Promise<void>;
}

/** Why a variant may not be begun. */
export type VariantRefusal = "image-not-found" | "image-not-ready" | "variants-exhausted";

/** A page of an owner's images. */
export interface ImagePage {
  readonly images: readonly ImageRecord[];
  /** The id after which the next page begins. */
  readonly next: string | undefined;
}

/** What a presigned upload turned out to be. */
export interface ProvenUpload {
  readonly proof: Proof;
  /** Frozen, now that its size is known. */
  readonly defaults: Defaults;
  readonly sizeBytes: number;
}

/** The records of images; every method is one conditional write or one read of one item. */
export interface Images {
  /** @returns false where the id is taken already */
  create(record: ImageRecord, chore: Chore, choreDueAt: number): Promise<boolean>;
  /** Strongly consistent; tombstones are found too. */
  get(imageId: string): Promise<ImageRecord | undefined>;
  list(owner: string, limit: number, after: string | undefined): Promise<ImagePage>;
  /** Looks through a bounded part of the list: a page may be short, or empty, and have a next one. */
  search(owner: string, search: ImageSearch, limit: number, after: string | undefined): Promise<ImagePage>;
  /** What an owner's images take, counted over all of them; eventually consistent. */
  holdings(owner: string): Promise<Holdings>;
  /** Counts a variant and hands back the record, unless the image is not there, not proven or has too many. */
  beginVariant(imageId: string, bound: number | undefined): Promise<ImageRecord | VariantRefusal>;
  /** Takes the right to make an image's mezzanines until `leaseSeconds` from now. @returns false where that is done, or being done */
  claimRungs(imageId: string, now: number, leaseSeconds: number): Promise<boolean>;
  /** Notes the mezzanines that there are. @returns false where it is deleted */
  noteRungs(imageId: string, rungs: readonly number[]): Promise<boolean>;
  /** Notes that a presigned upload is a picture. @returns false where it is deleted or was noted before */
  prove(imageId: string, upload: ProvenUpload, choreDueAt: number): Promise<boolean>;
  /** Another focal point begins a new revision. @returns the record; `undefined` where this owner has none */
  change(imageId: string, owner: string, changes: ImageChanges): Promise<ImageRecord | undefined>;
  /** Freezes other defaults into a proven image, and begins a new revision. @returns as `change` does */
  freezeAgain(imageId: string, owner: string, defaults: Defaults, at: Date): Promise<ImageRecord | undefined>;
  /** Has the worker make the renditions of an image that is ready again. @returns false where it is not */
  askRemake(imageId: string, at: Date): Promise<boolean>;
  /** @returns false where it is deleted, or of another revision than its renditions were made of */
  finish(imageId: string, revision: number, findings: Findings): Promise<boolean>;
  /** Notes why an upload is no picture; its mail is still to be sent. @returns false where it is deleted, ready, or has failed before */
  fail(imageId: string, problem: Problem, choreDueAt: number): Promise<boolean>;
  /** Takes the right to send a mail until `leaseSeconds` from now. @returns false where it is sent, or being sent */
  claimMail(imageId: string, kind: MailKind, now: number, leaseSeconds: number): Promise<boolean>;
  /** Notes that a claimed mail was sent. */
  noteMail(imageId: string, kind: MailKind, now: number): Promise<void>;
  /** Notes that a mail which was not sent is not to be, whatever its owner wants later. */
  withholdMail(imageId: string, kind: MailKind, now: number): Promise<void>;
  /** Turns a record into a tombstone. @returns false where there is none of this owner, or it is one already */
  markDeleted(
    imageId: string,
    owner: string,
    erasure: Erasure,
    chore: { dueAt: number },
    expiresAt: number,
  ): Promise<boolean>;
  /**
   * Counts keys that a deletion is about to remove, each once, however many count and whoever dies in between.
   *
   * @param keys a page of them, in order, none before those of earlier pages
   */
  countErased(imageId: string, pass: ErasurePass, kind: ErasedKind, keys: readonly string[]): Promise<void>;
  /** Notes that the first pass of a deletion is done. */
  noteRemoved(imageId: string, removedAt: string): Promise<void>;
  /** Completes the receipt of a deletion, and takes it off the sweeper's list. */
  completeErasure(imageId: string, asked: readonly AskedAgain[], completedAt: string): Promise<void>;
  /** The ids of images whose chore is due, the longest due first. */
  dueChores(chore: Chore, now: number, limit: number): Promise<readonly string[]>;
  /** Notes that an upload needs no more looking after. */
  settle(imageId: string): Promise<void>;
  /** Moves a chore that an image still has. */
  postpone(imageId: string, chore: Chore, choreDueAt: number): Promise<void>;
  /** Corrects the count of variants to those that are really kept. */
  recountVariants(imageId: string, count: number): Promise<void>;
  /** Removes the record of an upload that never came whole. @returns false where it has come, or is removed already */
  removeUnfinished(imageId: string): Promise<boolean>;
}

/** The CDN's caches. */
export interface EdgeCache {
  /** @param reference the same for a repetition of the same act */
  invalidate(tag: string, reference: string): Promise<void>;
}

/** What the worker is told besides S3's own events; `name` is a variant's, e.g. `w-640.auto-avif`. */
export type WorkerMessage =
  | { readonly act: "admit" | "process" | "erase" | "forget"; readonly imageId: string }
  | { readonly act: "make"; readonly imageId: string; readonly name: string };

/** The worker's queue. */
export interface Queue {
  send(message: WorkerMessage, delaySeconds: number): Promise<void>;
}
