import { xmlAnswer } from "./answer.ts";
import { readDocument } from "./body.ts";
import { S3Error } from "./error.ts";
import type { Operation } from "./service.ts";
import type { XmlChild } from "./xml.ts";
import { childText } from "./xml-element.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets: Operation = async (_request, service) => {
  const buckets = service.buckets.all().map(
    (bucket): XmlChild => [
      "Bucket",
      [
        ["Name", bucket.rules.name],
        ["CreationDate", bucket.createdAt],
      ],
    ],
  );
  return xmlAnswer("ListAllMyBucketsResult", [
    ["Owner", [["ID", "local"]]],
    ["Buckets", buckets],
  ]);
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket: Operation = async (request, service) => {
  const { bucketName } = request;
  if (request.headers.get("content-length") !== "0" && request.headers.has("content-length")) {
    const document = await readDocument(request, "CreateBucketConfiguration");
    const location = childText(document, "LocationConstraint") ?? service.region;
    if (location !== service.region) throw new S3Error("IllegalLocationConstraintException");
  }
  const isOwned = service.buckets.find(bucketName) !== undefined;
  // Only the oldest region answers a repeated creation as if it were the first.
  if (isOwned && service.region !== "us-east-1") throw new S3Error("BucketAlreadyOwnedByYou");
  if (!isOwned) await service.buckets.create(bucketName);
  return { status: 200, headers: { location: `/${bucketName}` } };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket: Operation = async (request, service) => {
  service.buckets.get(request.bucketName);
  return { status: 200, headers: { "x-amz-bucket-region": service.region } };
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning: Operation = async (request, service) => {
  return xmlAnswer("VersioningConfiguration", [["Status", service.buckets.get(request.bucketName).versioning]]);
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const putBucketVersioning: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const document = await readDocument(request, "VersioningConfiguration");
  const status = childText(document, "Status");
  if (status !== "Enabled" && status !== "Suspended") throw new S3Error("MalformedXML");
  if (childText(document, "MfaDelete") === "Enabled") throw new S3Error("NotImplemented");
  await bucket.setVersioning(status);
  return { status: 200 };
};
