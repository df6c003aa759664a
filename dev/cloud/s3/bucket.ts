import { randomBytes } from "node:crypto";
import type { BucketFiles } from "./bucket-files.ts";
import type { BucketLedger, BucketSettings } from "./bucket-ledger.ts";
import { type BucketParts, openBucketParts } from "./bucket-parts.ts";
import { nextSequencer } from "./event.ts";
import type { MultipartUploads } from "./multipart-uploads.ts";
import {
  type CreatedEventName,
  currentOf,
  type DeleteMarker,
  type KeyRecord,
  type ObjectDraft,
  type ObjectVersion,
  type StoredObject,
  withoutEvent,
} from "./object-version.ts";
import { Turns } from "./turns.ts";

/** What the configuration, not the wire, decides about a bucket. */
export interface BucketRules {
  readonly name: string;
  /** Keys that begin with one of these are announced, e.g. `incoming/`. */
  readonly eventPrefixes: readonly string[];
  /** How they must have come to be, e.g. `ObjectCreated:Put`; any way when there is none. */
  readonly eventNames: readonly CreatedEventName[];
  /** Web origins whose scripts may read and write, e.g. `http://127.0.0.1:8787`, or `*`. */
  readonly allowedOrigins: readonly string[];
}

/** Looks at the current object and throws if the write must not happen. */
export type WriteCheck = (current: StoredObject | undefined) => void;

/** The version that a deletion removed or, when that is a delete marker without a version asked for, put on top. */
export interface Deletion {
  readonly versionId?: string;
  readonly isDeleteMarker: boolean;
}

/** The objects of one bucket. */
export class Bucket {
  readonly rules: BucketRules;
  readonly files: BucketFiles;
  readonly uploads: MultipartUploads;
  readonly #ledger: BucketLedger;
  readonly #turns = new Turns();
  readonly #now: () => Date;
  #settings: BucketSettings;

  private constructor(rules: BucketRules, parts: BucketParts, now: () => Date) {
    this.rules = rules;
    this.files = parts.files;
    this.uploads = parts.uploads;
    this.#ledger = parts.ledger;
    this.#settings = parts.settings;
    this.#now = now;
  }

  /**
   * Opens the bucket that a folder holds, or makes it.
   *
   * @throws Error when another process has it open, or another version of the code has made it
   */
  static async open(rules: BucketRules, folder: string, now: () => Date): Promise<Bucket> {
    return new Bucket(rules, await openBucketParts(folder, now), now);
  }

  /** Lets go of the folder; nothing can be asked any more. */
  async close(): Promise<void> {
    await this.#ledger.close();
  }

  get createdAt(): string {
    return this.#settings.createdAt;
  }

  /** `undefined` until versioning is turned on; it can never be turned off again, only suspended. */
  get versioning(): BucketSettings["versioning"] {
    return this.#settings.versioning;
  }

  async setVersioning(versioning: "Enabled" | "Suspended"): Promise<void> {
    const settings = { ...this.#settings, versioning };
    await this.#ledger.keepSettings(settings);
    this.#settings = settings;
  }

  /** All versions of a key, newest first. */
  versionsOf(key: string): readonly ObjectVersion[] {
    return this.#ledger.versionsOf(key);
  }

  /** The records whose keys begin with a prefix and do not come before `first`, in the order in which S3 lists them. */
  recordsStartingWith(prefix: string, first: string): AsyncIterable<KeyRecord> {
    return this.#ledger.recordsStartingWith(prefix, first);
  }

  /** The object that a plain GET answers. */
  current(key: string): StoredObject | undefined {
    return currentOf(this.versionsOf(key));
  }

  /**
   * Stores an object whose bytes are saved already; they are removed again if it cannot be.
   *
   * @throws whatever `check` throws
   */
  async put(key: string, draft: ObjectDraft, eventName: CreatedEventName, check: WriteCheck): Promise<StoredObject> {
    try {
      return await this.#turns.take(key, async () => {
        check(this.current(key));
        const event = this.#isAnnounced(key, eventName)
          ? { pendingEvent: { name: eventName, sequencer: nextSequencer(this.#now()) } }
          : {};
        const object: StoredObject = { ...draft, ...event, kind: "object", ...this.#newVersion() };
        await this.#place(key, object);
        return object;
      });
    } catch (error) {
      await this.files.removeBytes([draft.bytesId]);
      throw error;
    }
  }

  #isAnnounced(key: string, eventName: CreatedEventName): boolean {
    const { eventPrefixes, eventNames } = this.rules;
    const isNamed = eventNames.length === 0 || eventNames.includes(eventName);
    return isNamed && eventPrefixes.some((prefix) => key.startsWith(prefix));
  }

  /**
   * Deletes the current object, or one version for good. What is not there counts as deleted.
   *
   * @throws whatever `check` throws
   */
  async delete(key: string, versionId: string | undefined, check: WriteCheck): Promise<Deletion> {
    return this.#turns.take(key, async () => {
      check(this.current(key));
      if (versionId === undefined && this.versioning !== undefined) {
        const marker: DeleteMarker = { kind: "delete-marker", ...this.#newVersion() };
        await this.#place(key, marker);
        return { versionId: marker.versionId, isDeleteMarker: true };
      }
      const versions = this.versionsOf(key);
      const removed = versions.find((version) => version.versionId === (versionId ?? "null"));
      const rest = versions.filter((version) => version !== removed);
      if (removed !== undefined) await this.#replace(key, rest);
      const isDeleteMarker = removed?.kind === "delete-marker";
      return versionId === undefined ? { isDeleteMarker } : { versionId, isDeleteMarker };
    });
  }

  /** Notes that an event was delivered. */
  async settleEvent(key: string, sequencer: string): Promise<void> {
    await this.#turns.take(key, async () => {
      const versions = this.versionsOf(key).map((version) => withoutEvent(version, sequencer));
      if (versions.length > 0) await this.#replace(key, versions);
    });
  }

  /** Objects whose event a crash may have swallowed. */
  async unsettledObjects(): Promise<ReadonlyArray<readonly [key: string, object: StoredObject]>> {
    const keys = await this.#ledger.unsettledKeys();
    return keys.flatMap((key) =>
      this.versionsOf(key).flatMap((version) =>
        version.kind === "object" && version.pendingEvent !== undefined ? [[key, version] as const] : [],
      ),
    );
  }

  #newVersion(): { versionId: string; lastModified: string } {
    const versionId = this.versioning === "Enabled" ? randomBytes(24).toString("base64url") : "null";
    return { versionId, lastModified: this.#now().toISOString() };
  }

  /** Puts a version on top; without versioning all are called `null`, and the new one takes the old one's place. */
  async #place(key: string, version: ObjectVersion): Promise<void> {
    const others = this.versionsOf(key).filter((other) => other.versionId !== version.versionId);
    await this.#replace(key, [version, ...others]);
  }

  async #replace(key: string, versions: readonly ObjectVersion[]): Promise<void> {
    await this.files.removeBytes(await this.#ledger.replaceRecord(key, versions));
  }
}
