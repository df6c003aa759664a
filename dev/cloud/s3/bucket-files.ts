import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BucketLedger } from "./bucket-ledger.ts";

/**
 * The contents of one bucket, a file each, which is never changed.
 *
 * The ledger says what they are. One that it does not name is nothing; the ledger knows of it from before its first
 * byte until its file is gone, so that a start finds what a crash has left without reading the folder.
 */
export class BucketFiles {
  readonly #folder: string;
  readonly #ledger: BucketLedger;

  /** @param folder is made when there is none */
  constructor(folder: string, ledger: BucketLedger) {
    this.#folder = folder;
    this.#ledger = ledger;
    mkdirSync(folder, { recursive: true });
  }

  bytesPath(bytesId: string): string {
    return join(this.#folder, bytesId);
  }

  /**
   * Writes bytes that no record names yet, and removes them again if they do not arrive whole.
   *
   * @returns their id
   */
  async saveBytes(source: AsyncIterable<Buffer>): Promise<string> {
    const bytesId = randomUUID();
    await this.#ledger.noteUnnamed(bytesId);
    try {
      await pipeline(source, createWriteStream(this.bytesPath(bytesId)));
    } catch (error) {
      await this.removeBytes([bytesId]);
      throw error;
    }
    return bytesId;
  }

  /** Removes contents that nothing names any more. */
  async removeBytes(bytesIds: readonly string[]): Promise<void> {
    for (const bytesId of bytesIds) {
      await rm(this.bytesPath(bytesId), { force: true });
      await this.#ledger.strikeUnnamed(bytesId);
    }
  }

  /** Removes every content that a crash has left unnamed. */
  async sweepBytes(): Promise<void> {
    await this.removeBytes(await this.#ledger.unnamed());
  }
}
