import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  NoSuchKey,
  NotFound,
  type ObjectIdentifier,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { attachment } from "../file-name.ts";
import { DOWNLOAD_URL_SECONDS } from "../limits.ts";
import type { PresignedRequest, StoredBytes } from "../stores.ts";

/**
 * One object of a bucket, whole; `undefined` when there is none. Buffered: streaming into sharp gains nothing.
 *
 * @param signal gives up the read, which then throws
 */
export async function getObject(
  client: S3Client,
  bucket: string,
  key: string,
  signal?: AbortSignal,
): Promise<StoredBytes | undefined> {
  try {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    const { Body, ContentType, ETag } = await client.send(command, signal && { abortSignal: signal });
    const bytes = await Body!.transformToByteArray();
    return { bytes, contentType: ContentType ?? "application/octet-stream", etag: ETag ?? "" };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Whether there is such an object. */
export async function hasObject(client: S3Client, bucket: string, key: string): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/**
 * Writes an object unless there is one.
 *
 * A write whose answer was lost is sent again and finds its own bytes, so that "exists already" is success.
 *
 * @returns false where it existed already at the first try: somebody else's
 */
export async function putOnce(
  client: S3Client,
  input: { bucket: string; key: string; bytes: Uint8Array; contentType: string } & Pick<
    ConstructorParameters<typeof PutObjectCommand>[0],
    "CacheControl" | "ContentDisposition" | "Metadata"
  >,
): Promise<boolean> {
  const { bucket, key, bytes, contentType, ...headers } = input;
  try {
    await putRetrying(
      client,
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: contentType,
        IfNoneMatch: "*",
        ...headers,
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== EXISTS) throw error;
    return (error.$metadata.attempts ?? 1) > 1;
  }
}

const EXISTS = 412;

/** Another writer was there at the same moment; who won is known a moment later. */
const CONFLICT = 409;

/** Times that a conflicting write is tried. */
const CONFLICT_TRIES = 3;

async function putRetrying(client: S3Client, command: PutObjectCommand, tries = CONFLICT_TRIES): Promise<void> {
  try {
    await client.send(command);
  } catch (error) {
    if (tries === 1 || statusOf(error) !== CONFLICT) throw error;
    await putRetrying(client, command, tries - 1);
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
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
 * @throws Error when S3 refused to remove one; asking again goes on where it stopped
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
    const { Errors } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
    );
    if (Errors?.length) throw new Error(`S3 kept ${Errors.length} objects: ${Errors[0]!.Code}`);
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
  const url = await getSignedUrl(client, command, { expiresIn: DOWNLOAD_URL_SECONDS });
  return { url, headers: {}, expiresAt: new Date(Date.now() + DOWNLOAD_URL_SECONDS * 1000).toISOString() };
}
