import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client, type S3ClientConfig, S3ServiceException } from "@aws-sdk/client-s3";
import { startS3 } from "../../dev/cloud/s3/server.ts";
import type { Credentials } from "../../dev/cloud/signature-v4.ts";

/** The S3 that a suite runs against, and a part of it where nobody else's keys are. */
export interface S3Target {
  readonly bucket: string;
  readonly versionedBucket: string;
  /** Stands before every key, e.g. `conformance-7f…/`. */
  readonly prefix: string;
  client(config?: S3ClientConfig): S3Client;
  close(): Promise<void>;
}

/**
 * Opens the S3 that the environment names (`S3_ENDPOINT`, `S3_ACCESS_KEY_ID`, `S3_SECRET_ACCESS_KEY`, `S3_BUCKET`,
 * `S3_VERSIONED_BUCKET`, `S3_REGION`), or a local one of its own.
 */
export async function openS3Target(): Promise<S3Target> {
  const { S3_ENDPOINT, S3_BUCKET, S3_VERSIONED_BUCKET } = process.env;
  const { S3_ACCESS_KEY_ID = "local", S3_SECRET_ACCESS_KEY = "local-secret", S3_REGION = "us-east-1" } = process.env;
  const credentials = { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
  const bucket = S3_BUCKET ?? "conformance";
  const versionedBucket = S3_VERSIONED_BUCKET ?? `${bucket}-versions`;
  const local = S3_ENDPOINT === undefined ? await startLocal([bucket, versionedBucket], credentials) : undefined;
  const endpoint = local?.url ?? S3_ENDPOINT ?? "";
  const common = { endpoint, region: S3_REGION, credentials, forcePathStyle: true, maxAttempts: 1 };
  return {
    bucket,
    versionedBucket,
    prefix: `conformance-${randomUUID()}/`,
    client: (config = {}) => new S3Client({ ...common, requestChecksumCalculation: "WHEN_REQUIRED", ...config }),
    close: async () => local?.close(),
  };
}

/** What a refused request was refused with, e.g. `NoSuchKey 404`; a request that succeeds is an error here. */
export async function refusalOf(request: Promise<unknown>): Promise<string> {
  const outcome = await request.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof S3ServiceException)) throw new Error("the request was not refused", { cause: outcome });
  return `${outcome.name} ${outcome.$metadata.httpStatusCode}`;
}

async function startLocal(names: readonly [string, string], credentials: Credentials) {
  const folder = await mkdtemp(join(tmpdir(), "s3-"));
  const [plain, versioned] = names;
  const buckets = [
    { name: plain, allowedOrigins: ["https://page.example"] },
    { name: versioned, versioned: true },
  ];
  const server = await startS3({ folder, buckets, credentials });
  return {
    url: server.url,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
