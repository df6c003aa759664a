import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { s3Client } from "../../lib/aws/clients.ts";
import { awsOptions, required } from "../../lib/aws/environment.ts";
import { isWhole } from "../faults/story.ts";
import type { Figures } from "./figures.ts";
import { createBystander } from "./hostile/bystander.ts";
import { watchMemory } from "./memory.ts";
import { type OtherProcess, startOtherProcess } from "./other-process.ts";
import { type BrokenPicture, breakingPictures } from "./pictures/broken-picture.ts";
import { createPictureClient, type PictureClient } from "./pictures/picture-client.ts";
import { type SamplePicture, samplePictures } from "./pictures/sample-pictures.ts";
import type { Trials } from "./trials.ts";

/** Pictures after which an honest client asks for something. */
const ROUND = 50;

/** Of what was accepted, so many are kept for the worker; the others are deleted at once. */
const KEPT = 10;

/** As many variants as trials, of one image. */
const SETTINGS = { MAX_VARIANTS: "1000000" };

/**
 * Feeds broken pictures to a local service: as uploads, and in the place of originals that have been accepted, to the transformer.
 *
 * @throws Error with the seed and number of the first that it could not bear; the picture lies in the temporary folder
 */
export async function soakPictures({ count, seed, only, endsAt = Number.POSITIVE_INFINITY }: Trials): Promise<Figures> {
  const service = await startOtherProcess(SETTINGS);
  try {
    const broken = await breakingPictures(seed);
    const scene = await openScene(service);
    const trials = Array.from({ length: count }, (_, trial) => trial).filter((trial) => trial === (only ?? trial));
    const memory = watchMemory(service, trials.length);
    const tally = { accepted: 0, refused: 0, rendered: 0 };
    for (const [at, trial] of trials.entries()) {
      if (performance.now() > endsAt) break;
      await memory.look(at);
      const picture = broken(trial);
      await feed(scene, picture, trial, tally).catch((cause) => blame(picture, seed, trial, cause));
      if (at % ROUND === 0) await scene.bystander.look(`w=48&hue=${(at / ROUND) % 360}`);
    }
    return { pictures: tally.accepted + tally.refused, ...tally, "RSS over the start": await memory.growth() };
  } finally {
    await service.close();
  }
}

async function blame(picture: BrokenPicture, seed: number, trial: number, cause: unknown): Promise<never> {
  const file = join(tmpdir(), `broken-${seed}-${trial}.${picture.type}`);
  await writeFile(file, picture.bytes);
  throw new Error(`picture ${trial} of seed ${seed} (--only ${trial}), ${picture.name}, ${file}: ${cause}`, { cause });
}

interface Scene {
  readonly client: PictureClient;
  readonly bystander: ReturnType<typeof createBystander>;
  /** Ids of good images by the type of their originals, which are broken afterwards. */
  readonly carriers: ReadonlyMap<string, string>;
  overwrite(imageId: string, bytes: Uint8Array): Promise<void>;
}

async function openScene(service: OtherProcess): Promise<Scene> {
  const client = await createPictureClient(service, "you");
  const samples = await samplePictures();
  const carriers = new Map<string, string>();
  for (const { type, bytes } of samples)
    if (!carriers.has(type)) carriers.set(type, await client.uploaded(bytes, type));
  const { bytes } = samples[0]!;
  const twins = [await client.uploaded(bytes, "jpeg"), await client.uploaded(bytes, "jpeg")] as const;
  for (const id of [...carriers.values(), ...twins]) await client.settled(id);
  const s3 = s3Client(awsOptions(service.environment));
  const bucket = required(service.environment, "ORIGINALS_BUCKET");
  return {
    ...{ client, carriers, bystander: createBystander(service.url, twins) },
    async overwrite(imageId, bytes) {
      await s3.callObject(bucket, `originals/${imageId}`, { method: "PUT", body: Buffer.from(bytes) });
    },
  };
}

async function feed({ client, carriers, overwrite }: Scene, picture: SamplePicture, trial: number, tally: Tally) {
  const { status, id } = await client.upload(picture.bytes, picture.type);
  if (id === undefined && ![413, 415, 422].includes(status)) throw new Error(`the upload was answered ${status}`);
  if (id === undefined) tally.refused++;
  else {
    tally.accepted++;
    await render(client, id, `w=40&fmt=${TYPES[trial % TYPES.length]}`, tally);
    if (trial % KEPT !== 0) await client.remove(id);
  }
  const carrier = carriers.get(picture.type)!;
  await overwrite(carrier, picture.bytes);
  await render(client, carrier, `w=${16 + (trial % 80)}&hue=${trial % 360}&fmt=${TYPES[trial % TYPES.length]}`, tally);
}

interface Tally {
  accepted: number;
  refused: number;
  rendered: number;
}

const TYPES = ["auto", "jpeg", "png", "webp", "avif", "gif"];

/** A whole picture comes of it, or a refusal that says so. */
async function render(client: PictureClient, id: string, query: string, tally: Tally): Promise<void> {
  const { status, bytes } = await client.variant(id, query);
  if (status === 200 && !(await isWhole(bytes))) throw new Error(`${query} is half a picture`);
  if (status === 200) tally.rendered++;
  else if (status !== 422 && status !== 400)
    throw new Error(`${query} was answered ${status}: ${bytes.toString("latin1")}`);
}
