import { xmlAnswer } from "./answer.ts";
import { askedAlgorithms, readDocument } from "./body.ts";
import type { Bucket, Deletion } from "./bucket.ts";
import { writeCheck } from "./conditions.ts";
import { S3Error } from "./error.ts";
import { LONGEST_KEY_BYTES } from "./request.ts";
import type { Operation } from "./service.ts";
import type { XmlChild } from "./xml.ts";
import { childrenNamed, childText, type XmlElement } from "./xml-element.ts";

const MOST_KEYS = 1000;

/** What may be said about an object to delete; the rest belongs to buckets of other kinds. */
const OBJECT_ELEMENTS = new Set(["Key", "VersionId", "ETag"]);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const deletion = await bucket.delete(request.key, request.query.get("versionId"), writeCheck(request.headers));
  return { status: 204, headers: deletionHeaders(deletion) };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  if (!request.headers.has("content-md5") && askedAlgorithms(request.headers).length === 0) {
    throw new S3Error("InvalidRequest", {
      message: "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
    });
  }
  const document = await readDocument(request, "Delete");
  const objects = childrenNamed(document, "Object");
  if (objects.length === 0 || objects.length > MOST_KEYS) throw new S3Error("MalformedXML");
  const isQuiet = childText(document, "Quiet") === "true";
  const outcomes: XmlChild[] = [];
  for (const object of objects) outcomes.push(await deleteOne(bucket, object));
  return xmlAnswer("DeleteResult", isQuiet ? outcomes.filter(([name]) => name === "Error") : outcomes);
};

/** Deletes one object of a list; why it could not be is part of the answer and keeps no other from being deleted. */
async function deleteOne(bucket: Bucket, object: XmlElement): Promise<XmlChild> {
  const key = childText(object, "Key") ?? "";
  const versionId = childText(object, "VersionId");
  const asked = [
    ["Key", key],
    ["VersionId", versionId],
  ] as const;
  try {
    checkListedObject(object, key);
    const etag = childText(object, "ETag");
    const check = writeCheck(new Map(etag === undefined ? [] : [["if-match", etag]]));
    const { isDeleteMarker, versionId: deletedId } = await bucket.delete(key, versionId, check);
    if (!isDeleteMarker) return ["Deleted", asked];
    return ["Deleted", [...asked, ["DeleteMarker", true], ["DeleteMarkerVersionId", deletedId]]];
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return ["Error", [...asked, ["Code", error.code], ["Message", error.message]]];
  }
}

function checkListedObject(object: XmlElement, key: string): void {
  if (key === "") throw new S3Error("UserKeyMustBeSpecified");
  if (Buffer.byteLength(key) > LONGEST_KEY_BYTES) throw new S3Error("KeyTooLongError");
  if (object.children.some(({ name }) => !OBJECT_ELEMENTS.has(name))) throw new S3Error("NotImplemented");
}

function deletionHeaders({ versionId, isDeleteMarker }: Deletion): Record<string, string> {
  return {
    ...(versionId === undefined ? {} : { "x-amz-version-id": versionId }),
    ...(isDeleteMarker ? { "x-amz-delete-marker": "true" } : {}),
  };
}
