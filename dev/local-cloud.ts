import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { MESSAGE_DELIVERIES, MESSAGE_HIDDEN_SECONDS } from "../lib/limits.ts";
import { IMAGES_TABLE, USERS_TABLE } from "../lib/tables.ts";
import { type LocalDynamoDb, startDynamoDb } from "./cloud/dynamodb.ts";
import { type LocalS3, startS3 } from "./cloud/s3/server.ts";
import { type LocalSes, startSes } from "./cloud/ses.ts";
import type { Credentials } from "./cloud/signature-v4.ts";
import { type LocalSqs, startSqs } from "./cloud/sqs.ts";
import { type Opened, openTogether } from "./open-parts.ts";

/** The services of AWS that keep something, on this machine. */
export interface LocalCloud {
  readonly s3: LocalS3;
  readonly sqs: LocalSqs;
  readonly ses: LocalSes;
  readonly dynamoDb: LocalDynamoDb;
  readonly region: string;
  readonly credentials: Credentials;
  close(): Promise<void>;
}

/** Names as the stacks would make them. */
export const ORIGINALS_BUCKET = "darkroom-originals";
export const VARIANTS_BUCKET = "darkroom-variants";
export const IMAGES_TABLE_NAME = "darkroom-images";
export const USERS_TABLE_NAME = "darkroom-users";
export const WORKER_QUEUE = "darkroom-worker";
const DEAD_LETTERS = "darkroom-dead-letters";

/**
 * Starts what keeps data, all of it under one folder.
 *
 * @param allowedOrigins pages that may upload to the originals bucket, e.g. `["http://127.0.0.1:8787"]`
 */
export async function startLocalCloud(dataDir: string, allowedOrigins: readonly string[]): Promise<LocalCloud> {
  return openTogether((opened) => openCloud(dataDir, allowedOrigins, opened));
}

async function openCloud(
  dataDir: string,
  allowedOrigins: readonly string[],
  opened: Opened,
): Promise<Omit<LocalCloud, "close">> {
  const credentials = { accessKeyId: "local", secretAccessKey: randomBytes(24).toString("base64url") };
  const dynamoDb = opened(
    await startDynamoDb({
      folder: join(dataDir, "tables"),
      tables: [
        { name: IMAGES_TABLE_NAME, ...IMAGES_TABLE },
        { name: USERS_TABLE_NAME, ...USERS_TABLE },
      ],
    }),
  );
  // S3 tells the queue of what it could not before it was stopped, and so comes after it.
  const sqs = opened(
    await startSqs({
      folder: join(dataDir, "queues"),
      queues: [
        {
          name: WORKER_QUEUE,
          visibilitySeconds: MESSAGE_HIDDEN_SECONDS,
          maxReceives: MESSAGE_DELIVERIES,
          deadLetterQueue: DEAD_LETTERS,
        },
        { name: DEAD_LETTERS, visibilitySeconds: 30 },
      ],
    }),
  );
  const ses = opened(await startSes({ folder: join(dataDir, "mails") }));
  const s3 = opened(
    await startS3({
      folder: join(dataDir, "buckets"),
      credentials,
      buckets: [
        {
          name: ORIGINALS_BUCKET,
          versioned: true,
          eventPrefixes: ["incoming/", "originals/"],
          eventNames: ["ObjectCreated:Put"],
          allowedOrigins,
        },
        { name: VARIANTS_BUCKET },
      ],
      onEvent: (event) => sqs.send(WORKER_QUEUE, JSON.stringify(event)),
    }),
  );
  return { s3, sqs, ses, dynamoDb, region: "us-east-1", credentials };
}
