import { type BatchOperation, ClassicLevel } from "classic-level";
import { isUnsettled, type KeyRecord, type MultipartUpload, type ObjectVersion } from "./object-version.ts";

/** What a bucket remembers about itself. */
export interface BucketSettings {
  readonly createdAt: string;
  readonly versioning?: "Enabled" | "Suspended";
}

type Section<Value> = ReturnType<typeof openSection<Value>>;

type Step = BatchOperation<ClassicLevel, string, unknown>;

/** Where the one entry of the settings is. */
const SETTINGS = "settings";

/**
 * What a bucket knows: its records, its multipart uploads, and which of its files nothing names.
 *
 * It is on disk and not in memory, so that neither starting nor asking takes longer the more keys there are. LevelDB
 * orders keys by their bytes, which is the order in which S3 lists them. Each change is one batch: a crash leaves all of
 * it or nothing.
 */
export class BucketLedger {
  readonly #level: ClassicLevel;
  readonly #settings: Section<BucketSettings>;
  readonly #records: Section<readonly ObjectVersion[]>;
  readonly #uploads: Section<MultipartUpload>;
  readonly #unnamed: Section<true>;
  readonly #unsettled: Section<true>;
  #failure: unknown;

  private constructor(level: ClassicLevel) {
    this.#level = level;
    this.#settings = openSection(level, "settings");
    this.#records = openSection(level, "records");
    this.#uploads = openSection(level, "uploads");
    this.#unnamed = openSection(level, "unnamed");
    this.#unsettled = openSection(level, "unsettled");
  }

  /** @throws Error when another process has it open */
  static async open(folder: string): Promise<BucketLedger> {
    const level = new ClassicLevel(folder);
    await level.open();
    const ledger = new BucketLedger(level);
    await ledger.#openSections();
    return ledger;
  }

  /** They open by themselves, but later, and only who waits for them can read at once. */
  async #openSections(): Promise<void> {
    const sections = [this.#settings, this.#records, this.#uploads, this.#unnamed, this.#unsettled];
    await Promise.all(sections.map((section) => section.open()));
  }

  async close(): Promise<void> {
    await this.#level.close();
  }

  /** @returns `undefined` of a bucket that is being made */
  settings(): BucketSettings | undefined {
    return this.#settings.getSync(SETTINGS);
  }

  async keepSettings(settings: BucketSettings): Promise<void> {
    await this.#write([entry(this.#settings, SETTINGS, settings)]);
  }

  /** All versions of a key, newest first; read at once, which takes less than waiting behind pictures in Node's pool. */
  versionsOf(key: string): readonly ObjectVersion[] {
    return this.#records.getSync(key) ?? [];
  }

  /** The records whose keys begin with a prefix and do not come before `first`, as they are now, in the order of S3. */
  async *recordsStartingWith(prefix: string, first: string): AsyncGenerator<KeyRecord> {
    const start = Buffer.compare(Buffer.from(first), Buffer.from(prefix)) > 0 ? first : prefix;
    for await (const [key, versions] of this.#records.iterator({ gte: start })) {
      if (!key.startsWith(prefix)) return;
      yield { key, versions };
    }
  }

  /** Keys of which an event may not have been delivered. */
  async unsettledKeys(): Promise<readonly string[]> {
    return this.#unsettled.keys().all();
  }

  /**
   * Replaces what is stored under a key.
   *
   * @param versions newest first; none when the key is to go
   * @returns ids of the contents that nothing names any more
   */
  async replaceRecord(key: string, versions: readonly ObjectVersion[]): Promise<readonly string[]> {
    const before = this.versionsOf(key);
    const bytes = changeOf(before.flatMap(bytesIdsOf), versions.flatMap(bytesIdsOf));
    const isChanged = isUnsettled(before) !== isUnsettled(versions);
    await this.#write([
      entry(this.#records, key, versions.length > 0 ? versions : undefined),
      ...(isChanged ? [entry(this.#unsettled, key, isUnsettled(versions) || undefined)] : []),
      ...this.#naming(bytes),
    ]);
    return bytes.gone;
  }

  async uploads(): Promise<readonly MultipartUpload[]> {
    return this.#uploads.values().all();
  }

  /**
   * Replaces a multipart upload; either of the two may be missing.
   *
   * @returns ids of the contents that nothing names any more
   */
  async replaceUpload(
    uploadId: string,
    before: MultipartUpload | undefined,
    after: MultipartUpload | undefined,
  ): Promise<readonly string[]> {
    const bytes = changeOf(partIdsOf(before), partIdsOf(after));
    await this.#write([entry(this.#uploads, uploadId, after), ...this.#naming(bytes)]);
    return bytes.gone;
  }

  /** Notes contents before they are written, so that those which a crash leaves unnamed are found. */
  async noteUnnamed(bytesId: string): Promise<void> {
    await this.#write([entry(this.#unnamed, bytesId, true)]);
  }

  async unnamed(): Promise<readonly string[]> {
    return this.#unnamed.keys().all();
  }

  /** Forgets contents whose file is gone. */
  async strikeUnnamed(bytesId: string): Promise<void> {
    await this.#write([entry(this.#unnamed, bytesId, undefined)]);
  }

  /** Puts records of new keys, all at once; the contents that they name must not have been noted. */
  async addRecords(records: readonly KeyRecord[]): Promise<void> {
    await this.#write(records.map(({ key, versions }) => entry(this.#records, key, versions)));
  }

  #naming({ fresh, gone }: { readonly fresh: readonly string[]; readonly gone: readonly string[] }): Step[] {
    return [
      ...fresh.map((bytesId) => entry(this.#unnamed, bytesId, undefined)),
      ...gone.map((bytesId) => entry(this.#unnamed, bytesId, true)),
    ];
  }

  /**
   * A disk that is full may leave half an entry in LevelDB's log, behind which a start would find nothing: then nothing
   * is written any more, and all that was acknowledged is found.
   */
  async #write(steps: Step[]): Promise<void> {
    if (this.#failure !== undefined) {
      throw new Error("The ledger could not be written; start anew once there is room", { cause: this.#failure });
    }
    try {
      await this.#level.batch<string, unknown>(steps, {});
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }
}

function openSection<Value>(level: ClassicLevel, name: string) {
  return level.sublevel<string, Value>(name, { valueEncoding: "json" });
}

function entry<Value>(sublevel: Section<Value>, key: string, value: Value | undefined): Step {
  return value === undefined ? { type: "del", sublevel, key } : { type: "put", sublevel, key, value };
}

function changeOf(before: readonly string[], after: readonly string[]) {
  return {
    fresh: after.filter((bytesId) => !before.includes(bytesId)),
    gone: before.filter((bytesId) => !after.includes(bytesId)),
  };
}

function bytesIdsOf(version: ObjectVersion): readonly string[] {
  return version.kind === "object" ? [version.bytesId] : [];
}

function partIdsOf(upload: MultipartUpload | undefined): readonly string[] {
  return upload?.parts.map(({ bytesId }) => bytesId) ?? [];
}
