import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { BucketFiles } from "./bucket-files.ts";
import { BucketLedger, type BucketSettings } from "./bucket-ledger.ts";
import { MultipartUploads } from "./multipart-uploads.ts";

/** What a bucket is made of. */
export interface BucketParts {
  readonly ledger: BucketLedger;
  readonly files: BucketFiles;
  readonly uploads: MultipartUploads;
  readonly settings: BucketSettings;
}

/**
 * Opens what a folder holds, or makes it, and clears away what a crash has left.
 *
 * @throws Error when another process has it open, or an earlier version of the code has made it
 */
export async function openBucketParts(folder: string, now: () => Date): Promise<BucketParts> {
  if (existsSync(join(folder, "records"))) {
    throw new Error(`${folder} is kept in an earlier form than the code's; delete the data folder and start anew`);
  }
  mkdirSync(folder, { recursive: true });
  const ledger = await BucketLedger.open(join(folder, "ledger"));
  try {
    const settings = ledger.settings() ?? { createdAt: now().toISOString() };
    await ledger.keepSettings(settings);
    const files = new BucketFiles(join(folder, "bytes"), ledger);
    await files.sweepBytes();
    return { ledger, files, uploads: await MultipartUploads.open(files, ledger), settings };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}
