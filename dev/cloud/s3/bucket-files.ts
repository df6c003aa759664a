import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { KeyRecord, MultipartUpload } from "./object-version.ts";

/** What a bucket remembers about itself. */
export interface BucketSettings {
  readonly createdAt: string;
  readonly versioning?: "Enabled" | "Suspended";
}

/**
 * The files of one bucket: `bytes/` holds contents that are never changed, `records/` and `uploads/` say what they are.
 *
 * A record is written aside and renamed into place, so that a crash leaves the old one or the new one. Bytes that no
 * record names are nothing; they are removed at the next start.
 */
export class BucketFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    rmSync(join(folder, "temporary"), { recursive: true, force: true });
    for (const name of ["bytes", "records", "uploads", "temporary"]) mkdirSync(join(folder, name), { recursive: true });
  }

  bytesPath(bytesId: string): string {
    return join(this.#folder, "bytes", bytesId);
  }

  /**
   * Writes bytes that no record names yet, and removes them again if they do not arrive whole.
   *
   * @returns their id
   */
  async saveBytes(source: AsyncIterable<Buffer>): Promise<string> {
    const bytesId = randomUUID();
    try {
      await pipeline(source, createWriteStream(this.bytesPath(bytesId)));
    } catch (error) {
      await this.removeBytes(bytesId);
      throw error;
    }
    return bytesId;
  }

  /**
   * Gives bytes that are there another id, without writing them again.
   *
   * @throws Error once a file has as many names as its file system allows, which of ext4 is 65,000
   */
  async linkBytes(bytesId: string): Promise<string> {
    const linkedId = randomUUID();
    await link(this.bytesPath(bytesId), this.bytesPath(linkedId));
    return linkedId;
  }

  async removeBytes(bytesId: string): Promise<void> {
    await rm(this.bytesPath(bytesId), { force: true });
  }

  /** Removes every content that is not among those. */
  sweepBytes(named: ReadonlySet<string>): void {
    const unnamed = readdirSync(join(this.#folder, "bytes")).filter((bytesId) => !named.has(bytesId));
    for (const bytesId of unnamed) rmSync(this.bytesPath(bytesId));
  }

  readRecords(): readonly KeyRecord[] {
    return this.#readAll<KeyRecord>("records");
  }

  async writeRecord(record: KeyRecord): Promise<void> {
    await this.#replace(this.#recordPath(record.key), record);
  }

  async removeRecord(key: string): Promise<void> {
    await rm(this.#recordPath(key), { force: true });
  }

  readUploads(): readonly MultipartUpload[] {
    return this.#readAll<MultipartUpload>("uploads");
  }

  async writeUpload(upload: MultipartUpload): Promise<void> {
    await this.#replace(this.#uploadPath(upload.uploadId), upload);
  }

  async removeUpload(uploadId: string): Promise<void> {
    await rm(this.#uploadPath(uploadId), { force: true });
  }

  readSettings(): BucketSettings | undefined {
    // A bucket folder without settings was being made when the process died.
    if (!existsSync(this.#settingsPath)) return undefined;
    return JSON.parse(readFileSync(this.#settingsPath, "utf8"));
  }

  async writeSettings(settings: BucketSettings): Promise<void> {
    await this.#replace(this.#settingsPath, settings);
  }

  get #settingsPath(): string {
    return join(this.#folder, "bucket.json");
  }

  /** A key may hold any character and 1,024 bytes; a file name may not. */
  #recordPath(key: string): string {
    return join(this.#folder, "records", `${createHash("sha256").update(key).digest("hex")}.json`);
  }

  #uploadPath(uploadId: string): string {
    return join(this.#folder, "uploads", `${uploadId}.json`);
  }

  #readAll<Content>(kind: "records" | "uploads"): readonly Content[] {
    const folder = join(this.#folder, kind);
    return readdirSync(folder).map((name): Content => JSON.parse(readFileSync(join(folder, name), "utf8")));
  }

  async #replace(path: string, content: KeyRecord | MultipartUpload | BucketSettings): Promise<void> {
    const aside = join(this.#folder, "temporary", randomUUID());
    try {
      await writeFile(aside, JSON.stringify(content));
      await rename(aside, path);
    } catch (error) {
      // Half a record on a full disk would be in the way of what is written once there is room.
      await rm(aside, { force: true });
      throw error;
    }
  }
}
