import { randomUUID } from "node:crypto";
import { linkSync } from "node:fs";
import { copyFile, rm } from "node:fs/promises";
import type { BucketFiles } from "./bucket-files.ts";
import { openBucketParts } from "./bucket-parts.ts";
import { currentOf, type KeyRecord, type StoredObject } from "./object-version.ts";

/** Records that are written together; more at a time are hardly faster. */
const BATCH = 1_000;

/** Copies that have one file between them; ext4 gives a file 65,000 names at the most. */
const COPIES_A_FILE = 10_000;

/**
 * Copies an object many times within a bucket that nobody has open, past the protocol: a million times in a minute or
 * two. Nothing is announced. Each copy has a file name of its own, but shares the bytes behind it.
 *
 * @param folder a bucket's
 * @param prefix of the first key that begins with it, e.g. `images/abc/`
 * @param copiesOf what the copies of that key are called, e.g. `["images/def/w-300.jpeg"]`; new keys
 * @throws Error when there is no such object, or the bucket is in use
 */
export async function bulkCopy(
  folder: string,
  prefix: string,
  copiesOf: (key: string) => readonly string[],
): Promise<void> {
  const { ledger, files } = await openBucketParts(folder, () => new Date());
  try {
    const { key, object } = await firstObject(ledger.recordsStartingWith(prefix, ""), prefix);
    const copies = copiesOf(key);
    for (let from = 0; from < copies.length; from += COPIES_A_FILE) {
      const shared = await ownBytes(files, object);
      for (const batch of batchesOf(copies.slice(from, from + COPIES_A_FILE))) {
        await ledger.addRecords(batch.map((copy) => linked(files, copy, object, shared)));
      }
      await rm(files.bytesPath(shared));
    }
  } finally {
    await ledger.close();
  }
}

function* batchesOf(copies: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < copies.length; from += BATCH) yield copies.slice(from, from + BATCH);
}

async function firstObject(records: AsyncIterable<KeyRecord>, prefix: string) {
  for await (const { key, versions } of records) {
    const object = currentOf(versions);
    if (object !== undefined) return { key, object };
  }
  throw new Error(`There is nothing under ${prefix} to copy.`);
}

/** The same bytes in a file of which there are no other names yet. */
async function ownBytes(files: BucketFiles, { bytesId }: StoredObject): Promise<string> {
  const ownId = randomUUID();
  await copyFile(files.bytesPath(bytesId), files.bytesPath(ownId));
  return ownId;
}

function linked(files: BucketFiles, key: string, object: StoredObject, shared: string): KeyRecord {
  const bytesId = randomUUID();
  // A turn in Node's pool takes many times as long as the link itself.
  linkSync(files.bytesPath(shared), files.bytesPath(bytesId));
  return { key, versions: [{ ...object, bytesId }] };
}
