import { type FileHandle, open } from "node:fs/promises";
import type { Bucket } from "./bucket.ts";
import { S3Error } from "./error.ts";
import { versionHeader } from "./object-headers.ts";
import type { StoredObject } from "./object-version.ts";

/**
 * The object under a key, or one version of it.
 *
 * @throws S3Error NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker asked for by its version
 */
export function findObject(bucket: Bucket, key: string, versionId: string | undefined): StoredObject {
  const versions = bucket.versionsOf(key);
  const version = versionId === undefined ? versions[0] : versions.find((other) => other.versionId === versionId);
  if (version?.kind === "object") return version;
  if (version === undefined) {
    const elements = { Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
    throw new S3Error(versionId === undefined ? "NoSuchKey" : "NoSuchVersion", { elements });
  }
  const headers = { "x-amz-delete-marker": "true", ...versionHeader(bucket, version) };
  throw new S3Error(versionId === undefined ? "NoSuchKey" : "MethodNotAllowed", { elements: { Key: key }, headers });
}

/**
 * Opens the bytes of an object; an open file outlives the object's deletion.
 *
 * @returns `undefined` when the object was replaced or deleted since it was found
 */
export async function openBytes(bucket: Bucket, key: string, object: StoredObject): Promise<FileHandle | undefined> {
  try {
    return await open(bucket.files.bytesPath(object.bytesId));
  } catch (error) {
    const isStillThere = bucket
      .versionsOf(key)
      .some((version) => version.kind === "object" && version.bytesId === object.bytesId);
    if (isStillThere) throw error;
    return undefined;
  }
}
