import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachment } from "../file-name.ts";
import { DOWNLOAD_URL_SECONDS, PRESIGNED_URL_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { AnnouncedUpload, PresignedRequest } from "../stores.ts";
import { CLOCK_TOLERANCE_SECONDS } from "../time.ts";

/**
 * The SDK's client. A checksum is sent only where S3 wants one, so that presigned URLs carry none of an empty body.
 *
 * @param settings what it has in common with the SDK's other clients
 */
export function sdkClient(settings: S3ClientConfig): S3Client {
  return new S3Client({
    ...settings,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
}

/** The keys of all objects under a prefix. */
export async function keysUnder(client: S3Client, bucket: string, prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    keys.push(...(page.Contents ?? []).map((object) => object.Key!));
  }
  return keys;
}

/**
 * Copies an object inside its bucket, with a type of its own, if it is still that one.
 *
 * @param etag as it was when it was looked at
 */
export async function copyProven(
  client: S3Client,
  { bucket, from, to, etag, contentType }: Readonly<Record<"bucket" | "from" | "to" | "etag" | "contentType", string>>,
): Promise<void> {
  await client.send(
    new CopyObjectCommand({
      Bucket: bucket,
      Key: to,
      CopySource: `${bucket}/${from}`,
      CopySourceIfMatch: etag,
      MetadataDirective: "REPLACE",
      ContentType: contentType,
    }),
  );
}

/** Removes an object; there may be none. */
export async function removeObject(client: S3Client, bucket: string, key: string): Promise<void> {
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

/** Hears of the keys of a page of objects before they are removed. */
export type BeforePage = (keys: readonly string[]) => Promise<void>;

/**
 * Removes every version and every delete marker under a prefix, a page at a time.
 *
 * @throws ProblemError `unavailable` when S3 kept one again and again; asking again goes on where it stopped
 */
export function removeVersions(
  client: S3Client,
  bucket: string,
  prefix: string,
  beforePage?: BeforePage,
): Promise<void> {
  return removeUntilNone(client, bucket, beforePage, async () => {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix }));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    return found.map((each) => ({ Key: each.Key, VersionId: each.VersionId }));
  });
}

/** The same for a bucket without versions, which takes fewer rights. */
export function removeObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
  beforePage?: BeforePage,
): Promise<void> {
  return removeUntilNone(client, bucket, beforePage, async () => {
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    return (Contents ?? []).map((each) => ({ Key: each.Key }));
  });
}

async function removeUntilNone(
  client: S3Client,
  bucket: string,
  beforePage: BeforePage | undefined,
  firstPage: () => Promise<ObjectIdentifier[]>,
): Promise<void> {
  for (;;) {
    const objects = await firstPage();
    if (objects.length === 0) return;
    await beforePage?.(objects.map(({ Key }) => Key!));
    await removePage(client, bucket, objects);
  }
}

/** Objects that one request removes at the most. */
const PAGE_OBJECTS = 1_000;

/** Removes some objects of a bucket without versions; there may be none of them. @throws ProblemError `unavailable` when S3 keeps some */
export async function removeKeys(client: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += PAGE_OBJECTS) {
    const page = keys.slice(at, at + PAGE_OBJECTS).map((key) => ({ Key: key }));
    await removePage(client, bucket, page);
  }
}

/** Times that S3 may answer a page, and keep some of it. */
const KEPT_TRIES = 3;

async function removePage(client: S3Client, bucket: string, objects: ObjectIdentifier[]): Promise<void> {
  let kept = objects;
  for (let tries = 1; ; tries++) {
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: kept, Quiet: true } });
    const { Errors = [] } = await client.send(command);
    if (Errors.length === 0) return;
    if (tries === KEPT_TRIES) {
      const cause = new Error(`S3 kept ${Errors.length} objects: ${Errors[0]!.Code}`);
      throw new ProblemError("unavailable", "Not all of it could be removed yet; ask again in a moment.", { cause });
    }
    kept = Errors.map(({ Key, VersionId }) => ({ Key, VersionId }));
  }
}

/** A short-lived URL that downloads an object as a file. */
export async function presignGet(
  client: S3Client,
  bucket: string,
  key: string,
  fileName: string,
): Promise<PresignedRequest> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, ResponseContentDisposition: attachment(fileName) });
  // By a clock of ours that is late, it would have ended when it is made.
  const url = await getSignedUrl(client, command, { expiresIn: DOWNLOAD_URL_SECONDS + CLOCK_TOLERANCE_SECONDS });
  return { url, headers: {}, expiresAt: new Date(Date.now() + DOWNLOAD_URL_SECONDS * 1000).toISOString() };
}

/** The headers are signed, so that S3 takes what was announced and nothing else, once. */
export async function presignPut(
  client: S3Client,
  bucket: string,
  key: string,
  { contentType, sizeBytes, sha256 }: AnnouncedUpload,
): Promise<PresignedRequest> {
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    ContentType: contentType,
    ContentLength: sizeBytes,
    IfNoneMatch: "*",
    ...(sha256 !== undefined && { ChecksumSHA256: sha256 }),
  });
  const headers: Record<string, string> = {
    "content-type": contentType,
    "content-length": `${sizeBytes}`,
    "if-none-match": "*",
    ...(sha256 !== undefined && { "x-amz-checksum-sha256": sha256 }),
  };
  const names = new Set(Object.keys(headers));
  const url = await getSignedUrl(client, command, {
    expiresIn: PRESIGNED_URL_SECONDS,
    signableHeaders: names,
    unhoistableHeaders: names,
  });
  return { url, headers, expiresAt: new Date(Date.now() + PRESIGNED_URL_SECONDS * 1000).toISOString() };
}
