import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dynamoDbClient, s3Client } from "../../lib/aws/clients.ts";
import { awsOptions, required } from "../../lib/aws/environment.ts";
import { dynamoImages } from "../../lib/aws/images.ts";
import { s3Originals } from "../../lib/aws/originals.ts";
import { isProven, type Proof } from "../../lib/image-record.ts";
import type { Service } from "./service.ts";

/** What is known of a picture once it is uploaded, and where the worker's mezzanines lie as files. */
export interface MezzanineFiles {
  readonly proof: Proof;
  /** Long edges in px, smallest first; each is a file `{picture}.{edge}.jpg`. */
  readonly rungs: readonly number[];
}

/** The file of a mezzanine, e.g. `sunset.jpg.1280.jpg` */
export function mezzanineFile(folder: string, picture: string, rung: number): string {
  return join(folder, `${picture}.${rung}.jpg`);
}

/**
 * Takes the mezzanines that the worker has made out of the stores, and puts them into a folder.
 *
 * @param folder made if it is not there
 * @returns by the picture's name
 */
export async function fetchMezzanines(service: Service, folder: string): Promise<Record<string, MezzanineFiles>> {
  await mkdir(folder, { recursive: true });
  const options = awsOptions(service.environment);
  const images = dynamoImages(dynamoDbClient(options), required(service.environment, "IMAGES_TABLE"));
  const originals = s3Originals(s3Client(options), required(service.environment, "ORIGINALS_BUCKET"));
  const files: Record<string, MezzanineFiles> = {};
  for (const [picture, id] of service.imageIds) {
    const record = await images.get(id);
    if (record === undefined || !isProven(record)) throw new Error(`${picture} has no record in the table.`);
    const rungs = record.rungs ?? [];
    for (const rung of rungs) {
      const mezzanine = await originals.getMezzanine(id, rung);
      if (mezzanine === undefined) throw new Error(`${picture} has no mezzanine of ${rung} px.`);
      await writeFile(mezzanineFile(folder, picture, rung), mezzanine.bytes);
    }
    files[picture] = { proof: record.proof, rungs };
  }
  return files;
}
