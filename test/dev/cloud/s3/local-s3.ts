import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, S3Client } from "@aws-sdk/client-s3";

export const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };

/** The SDK, pointed at a local S3. */
export function clientOf(endpoint: string): S3Client {
  return new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true, maxAttempts: 1 });
}

export async function putText(s3: S3Client, Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) {
  return s3.send(new PutObjectCommand({ Bucket: "photos", Key, Body, ...more }));
}

export async function getText(s3: S3Client, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "photos", Key }));
  return (await Body?.transformToString()) ?? "";
}
