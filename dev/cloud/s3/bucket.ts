import { randomBytes } from "node:crypto";
import { BucketFiles, type BucketSettings } from "./bucket-files.ts";
import { nextSequencer } from "./event.ts";
import { KeyOrder } from "./key-order.ts";
import { MultipartUploads } from "./multipart-uploads.ts";
import type { CreatedEventName, DeleteMarker, ObjectDraft, ObjectVersion, StoredObject } from "./object-version.ts";
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

/** The objects of one bucket. All records are known in memory; the files are what a restart finds. */
export class Bucket {
  readonly rules: BucketRules;
  readonly files: BucketFiles;
  readonly keys: KeyOrder;
  readonly uploads: MultipartUploads;
  readonly #versions: Map<string, readonly ObjectVersion[]>;
  readonly #turns = new Turns();
  readonly #now: () => Date;
  #settings: BucketSettings;

  private constructor(rules: BucketRules, files: BucketFiles, now: () => Date) {
    this.rules = rules;
    this.files = files;
    this.#now = now;
    this.#settings = files.readSettings() ?? { createdAt: now().toISOString() };
    this.#versions = new Map(files.readRecords().map(({ key, versions }) => [key, versions]));
    this.keys = new KeyOrder(this.#versions.keys());
    this.uploads = new MultipartUploads(files);
    files.sweepBytes(new Set([...this.uploads.bytesIds(), ...this.#bytesIds()]));
  }

  /** Opens the bucket that a folder holds, or makes it. */
  static async open(rules: BucketRules, folder: string, now: () => Date): Promise<Bucket> {
    const bucket = new Bucket(rules, new BucketFiles(folder), now);
    await bucket.files.writeSettings(bucket.#settings);
    return bucket;
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
    await this.files.writeSettings(settings);
    this.#settings = settings;
  }

  /** All versions of a key, newest first. */
  versionsOf(key: string): readonly ObjectVersion[] {
    return this.#versions.get(key) ?? [];
  }

  /** The object that a plain GET answers. */
  current(key: string): StoredObject | undefined {
    const newest = this.versionsOf(key)[0];
    return newest?.kind === "object" ? newest : undefined;
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
      await this.files.removeBytes(draft.bytesId);
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
      const removed = this.versionsOf(key).find((version) => version.versionId === (versionId ?? "null"));
      const rest = this.versionsOf(key).filter((version) => version !== removed);
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
  unsettledObjects(): ReadonlyArray<readonly [key: string, object: StoredObject]> {
    return [...this.#versions].flatMap(([key, versions]) =>
      versions.flatMap((version) =>
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
    const before = this.versionsOf(key);
    if (versions.length > 0) {
      await this.files.writeRecord({ key, versions });
      this.#versions.set(key, versions);
      this.keys.add(key);
    } else {
      await this.files.removeRecord(key);
      this.#versions.delete(key);
      this.keys.remove(key);
    }
    const kept = new Set(versions.flatMap(bytesIdOf));
    const gone = before.flatMap(bytesIdOf).filter((bytesId) => !kept.has(bytesId));
    for (const bytesId of gone) await this.files.removeBytes(bytesId);
  }

  #bytesIds(): readonly string[] {
    return [...this.#versions.values()].flat().flatMap(bytesIdOf);
  }
}

function bytesIdOf(version: ObjectVersion): readonly string[] {
  return version.kind === "object" ? [version.bytesId] : [];
}

function withoutEvent(version: ObjectVersion, sequencer: string): ObjectVersion {
  if (version.kind !== "object" || version.pendingEvent?.sequencer !== sequencer) return version;
  const { pendingEvent, ...settled } = version;
  return settled;
}
