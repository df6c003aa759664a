import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { bulkLoad } from "../../dev/cloud/dynamodb/bulk-load.ts";
import { startDynamoDb } from "../../dev/cloud/dynamodb.ts";
import { bulkCopy } from "../../dev/cloud/s3/bulk-copy.ts";
import { IMAGES_TABLE_NAME, ORIGINALS_BUCKET, VARIANTS_BUCKET } from "../../dev/local-cloud.ts";
import { dynamoDbClient } from "../../lib/aws/clients.ts";

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
  await copyObjects(ORIGINALS_BUCKET, `mezzanines/${imageId}/`);
  told(`${count} variants`);
  await copyObjects(VARIANTS_BUCKET, `images/${imageId}/`);
  return ids;

  function copyObjects(bucketName: string, prefix: string): Promise<void> {
    const folder = join(dataDir, "buckets", bucketName);
    return bulkCopy(folder, prefix, (key) => ids.map((id) => key.replace(imageId, id)));
  }
}

async function seedRecords(folder: string, imageId: string, ids: readonly string[]): Promise<void> {
  const { url, close } = await startDynamoDb({ folder, tables: [] });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const endpoints = { dynamodb: url, s3: url, ses: url, sqs: url, cloudfront: url };
  const dynamoDb = dynamoDbClient({ region: "us-east-1", credentials, endpoints });
  const asked = { TableName: IMAGES_TABLE_NAME, Key: { id: { S: imageId } } };
  const { Item } = await dynamoDb.call("GetItem", asked).finally(close);
  if (Item === undefined) throw new Error(`${imageId} has no record to copy.`);
  const copies = ids.map((id) => ({ ...Item, id: { S: id } }));
  await bulkLoad(folder, IMAGES_TABLE_NAME, copies);
}
