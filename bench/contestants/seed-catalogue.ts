import { createReadStream } from "node:fs";
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { bulkLoad } from "../../dev/cloud/dynamodb/bulk-load.ts";
import { startDynamoDb } from "../../dev/cloud/dynamodb.ts";
import { BucketFiles } from "../../dev/cloud/s3/bucket-files.ts";
import type { KeyRecord } from "../../dev/cloud/s3/object-version.ts";
import { IMAGES_TABLE_NAME, ORIGINALS_BUCKET, VARIANTS_BUCKET } from "../../dev/local-cloud.ts";
import { dynamoDbClient } from "../../lib/aws/clients.ts";

/** Objects that are written at the same time. */
const AT_ONCE = 16;

/** Copies that have one file between them; ext4 gives a file 65,000 names at the most. */
const COPIES_A_FILE = 10_000;

/**
 * Fills the data folder of a service that is not running: copies of one image's record, its smallest mezzanine and one
 * of its variants, each under an id of its own. They go straight into the files that the stores keep, so that a million
 * of them take minutes; nothing is announced to the worker.
 *
 * @param imageId of an image that is ready, and has mezzanines
 * @param count how many, e.g. `10_000`
 * @param told hears how far it is
 * @returns the new ids
 */
export async function seedCatalogue(
  dataDir: string,
  imageId: string,
  count: number,
  told: (progress: string) => void,
): Promise<string[]> {
  // One after the other they take a hundredth of the time that random ones take.
  const nextId = monotonicFactory();
  const ids = Array.from({ length: count }, () => nextId().toLowerCase());
  told(`${count} records`);
  await seedRecords(join(dataDir, "tables"), imageId, ids);
  told(`${count} mezzanines`);
  await seedObjects(join(dataDir, "buckets", ORIGINALS_BUCKET), "mezzanines/", imageId, ids);
  told(`${count} variants`);
  await seedObjects(join(dataDir, "buckets", VARIANTS_BUCKET), "images/", imageId, ids);
  return ids;
}

async function seedRecords(folder: string, imageId: string, ids: readonly string[]): Promise<void> {
  const { url, close } = await startDynamoDb({ folder, tables: [] });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const endpoints = { dynamodb: url, s3: url, ses: url, sqs: url, cloudfront: url };
  const dynamoDb = dynamoDbClient({ region: "us-east-1", credentials, endpoints });
  const asked = { TableName: IMAGES_TABLE_NAME, Key: { id: { S: imageId } } };
  const { Item } = await dynamoDb.call("GetItem", asked).finally(close);
  if (Item === undefined) throw new Error(`${imageId} has no record to copy.`);
  function* copies() {
    for (const id of ids) yield { ...Item, id: { S: id } };
  }
  await bulkLoad(folder, IMAGES_TABLE_NAME, copies());
}

/** Copies the first object of an image under a prefix, in the order of their keys. */
async function seedObjects(folder: string, prefix: string, imageId: string, ids: readonly string[]): Promise<void> {
  const files = new BucketFiles(folder);
  const ofImage = files.readRecords().filter(({ key }) => key.startsWith(prefix) && key.includes(imageId));
  const [record] = ofImage.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (record === undefined) throw new Error(`${imageId} has nothing under ${prefix} to copy.`);
  for (let from = 0; from < ids.length; from += COPIES_A_FILE) {
    const fresh = await withOwnBytes(files, record);
    const waiting = ids.slice(from, from + COPIES_A_FILE).values();
    const writer = async () => {
      for (const id of waiting) await copyRecord(files, fresh, imageId, id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, writer));
  }
}

async function withOwnBytes(files: BucketFiles, record: KeyRecord): Promise<KeyRecord> {
  const [newest] = record.versions;
  if (newest?.kind !== "object") throw new Error(`${record.key} is deleted.`);
  const bytesId = await files.saveBytes(createReadStream(files.bytesPath(newest.bytesId)));
  return { key: record.key, versions: [{ ...newest, bytesId }] };
}

async function copyRecord(files: BucketFiles, record: KeyRecord, imageId: string, id: string): Promise<void> {
  const [newest] = record.versions;
  if (newest?.kind !== "object") return;
  const bytesId = await files.linkBytes(newest.bytesId);
  await files.writeRecord({ key: record.key.replace(imageId, id), versions: [{ ...newest, bytesId }] });
}
