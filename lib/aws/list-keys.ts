import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { dynamoDbClient, s3Client } from "./clients.ts";
import { pagesOf } from "./dynamodb.ts";
import { awsOptions, type Environment, required } from "./environment.ts";

/** All that is kept: S3 keys of every version, and the ids of every record, tombstones included. */
export interface Keys {
  readonly originals: readonly string[];
  readonly variants: readonly string[];
  readonly images: readonly string[];
}

/** Reads the whole of both buckets and the table; for a service of the size that one machine has. */
export async function listKeys(environment: Environment): Promise<Keys> {
  const options = awsOptions(environment);
  const images: string[] = [];
  const asked = { TableName: required(environment, "IMAGES_TABLE"), ProjectionExpression: "id" };
  for await (const items of pagesOf(dynamoDbClient(options), "Scan", asked)) {
    images.push(...items.map((item) => item.id!.S!).filter(isImageId));
  }
  const keysIn = (bucket: string) => s3Client(options).bySdk((_sdk, client) => keysOf(client, bucket));
  return {
    originals: await keysIn(required(environment, "ORIGINALS_BUCKET")),
    variants: await keysIn(required(environment, "VARIANTS_BUCKET")),
    images: images.sort(),
  };
}

async function keysOf(client: S3Client, bucket: string): Promise<string[]> {
  const keys = new Set<string>();
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await client.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        KeyMarker: page?.NextKeyMarker,
        VersionIdMarker: page?.NextVersionIdMarker,
      }),
    );
    for (const version of page.Versions ?? []) keys.add(version.Key!);
  } while (page.IsTruncated);
  return [...keys].sort();
}

/** Notes on marks are in the same table. */
function isImageId(key: string): boolean {
  return !key.includes("#");
}
