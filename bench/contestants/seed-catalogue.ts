import { ulid } from "ulid";
import { IMAGES_TABLE_NAME, ORIGINALS_BUCKET, startLocalCloud, VARIANTS_BUCKET } from "../../dev/local-cloud.ts";
import { dynamoDbClient, s3Client } from "../../lib/aws/clients.ts";
import { dynamoImages } from "../../lib/aws/images.ts";
import { s3Originals } from "../../lib/aws/originals.ts";
import { s3Variants } from "../../lib/aws/variants.ts";
import { cacheTags } from "../../lib/url/caching.ts";

/** Images that are written at the same time. */
const AT_ONCE = 16;

/**
 * Fills the data folder of a service that is not running: copies of one image's record, its smaller mezzanine and one
 * variant, each under an id of its own. Nothing is announced to the worker.
 *
 * @param imageId of an image that is ready, and has mezzanines
 * @param count how many, e.g. `10_000`
 * @returns the new ids
 */
export async function seedCatalogue(dataDir: string, imageId: string, count: number): Promise<string[]> {
  const cloud = await startLocalCloud(dataDir, []);
  try {
    const endpoints = { s3: cloud.s3.url, dynamodb: cloud.dynamoDb.url, ses: cloud.ses.url, sqs: cloud.sqs.url };
    const options = { ...cloud, endpoints: { ...endpoints, cloudfront: cloud.s3.url } };
    const [s3, dynamoDb] = [s3Client(options), dynamoDbClient(options)];
    const images = dynamoImages(dynamoDb, IMAGES_TABLE_NAME);
    const originals = s3Originals(s3, ORIGINALS_BUCKET);
    const variants = s3Variants(s3, VARIANTS_BUCKET);
    const record = await images.get(imageId);
    const edge = record?.rungs?.[0];
    const mezzanine = edge === undefined ? undefined : await originals.getMezzanine(imageId, edge);
    if (record === undefined || edge === undefined || mezzanine === undefined) {
      throw new Error(`${imageId} has no mezzanine to copy.`);
    }
    const ids = Array.from({ length: count }, () => ulid().toLowerCase());
    const waiting = ids.values();
    const writer = async () => {
      for (const id of waiting) {
        await images.create({ ...record, id }, "process", 0);
        await images.settle(id);
        await originals.putMezzanine(id, edge, mezzanine);
        await variants.put(`images/${id}/w-100.jpeg`, mezzanine, cacheTags(id, record.owner));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, writer));
    return ids;
  } finally {
    await cloud.close();
  }
}
