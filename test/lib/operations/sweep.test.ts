import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsStores, type Stores } from "../../../api/stores.ts";
import { ORIGINALS_BUCKET } from "../../../dev/local-cloud.ts";
import { clientSettings } from "../../../lib/aws/clients.ts";
import { awsOptions } from "../../../lib/aws/environment.ts";
import { sdkClient } from "../../../lib/aws/s3-sdk.ts";
import { ERASURE_SECOND_PASS_SECONDS, PROCESSING_OVERDUE_SECONDS } from "../../../lib/limits.ts";
import { sweep } from "../../../lib/operations/sweep.ts";
import { type Client, problemOf, startClient } from "../../contract/service.ts";
import { quadrants } from "../../pictures/quadrants.ts";

let client: Client;
let stores: Stores;
let picture: Buffer;
let s3: S3Client;

beforeAll(async () => {
  client = await startClient();
  stores = awsStores(client.service.environment);
  const settings = clientSettings(awsOptions(client.service.environment), client.service.cloud.s3.url);
  s3 = sdkClient({ ...settings, forcePathStyle: true });
  picture = await quadrants(640, 480).jpeg().toBuffer();
});
afterAll(() => client.close());

function sweepIn(seconds: number) {
  const faults: unknown[] = [];
  return sweep(stores, new Date(Date.now() + seconds * 1000), (fault) => faults.push(fault)).then((done) => ({
    ...done,
    faults,
  }));
}

async function receiptOf(id: string) {
  return (await client.ask(`/images/${id}/erasure`)).json() as Promise<{ state: string; completedAt: string | null }>;
}

const CHORES = ["expire", "process", "erase"] as const;

/** An upload whose bytes S3 has, and nobody has heard of. */
async function arrived(bytes: Buffer): Promise<string> {
  const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: bytes.length });
  const begun = (await (await client.ask("/upload", { method: "POST", body })).json()) as { id: string };
  // The queue is told of puts alone: of an object that is put together from parts it hears nothing.
  const object = { Bucket: ORIGINALS_BUCKET, Key: `incoming/${begun.id}` };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
  const { ETag } = await s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: 1, Body: bytes }));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
  return begun.id;
}

describe("a deletion's second pass", () => {
  test("removes what a late writer left, makes the edge forget what filled it, and completes the receipt", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    await client.ask(`/images/${id}`, { method: "DELETE" });
    // A writer that died between its put and its look; the edge is then filled from what it left.
    const left = { bytes: picture, contentType: "image/jpeg", etag: "" };
    await stores.variants.put(`images/${id}/w-640.jpeg`, left, `image-${id}`);
    await stores.originals.put(id, picture, "image/jpeg");
    const filled = `/images/${id}/transformation?w=640&fmt=jpeg`;
    expect((await client.ask(filled, { as: null })).status).toBe(200);

    expect(await sweepIn(ERASURE_SECOND_PASS_SECONDS - 10)).toMatchObject({ erase: 0, faults: [] });
    expect(await receiptOf(id)).toMatchObject({ state: "removing" });

    expect(await sweepIn(ERASURE_SECOND_PASS_SECONDS + 1)).toMatchObject({ erase: 1, faults: [] });
    const receipt = await receiptOf(id);
    expect(receipt.state).toBe("complete");
    expect(receipt.completedAt).not.toBeNull();
    expect((await client.ask(filled, { as: null })).status).toBe(404);
    const { originals, variants } = await client.keys();
    expect([...originals, ...variants].filter((key) => key.includes(id))).toEqual([]);
    expect(await sweepIn(ERASURE_SECOND_PASS_SECONDS + 1)).toMatchObject({ erase: 0, faults: [] });
  });
});

describe("what was interrupted", () => {
  test("a presigned upload that never came is forgotten after a day", async () => {
    const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: 1000 });
    const { id } = (await (await client.ask("/upload", { method: "POST", body })).json()) as { id: string };
    expect(await sweepIn(80_000)).toMatchObject({ faults: [] });
    expect((await client.keys()).images).toContain(id);
    expect(await sweepIn(90_000)).toMatchObject({ expire: 1, faults: [] });
    expect(await problemOf(await client.ask(`/images/${id}`))).toEqual({ status: 404, code: "image-not-found" });
    expect((await client.keys()).images).not.toContain(id);
  });

  test("a presigned upload that came and whose message was lost is processed", async () => {
    const id = await arrived(picture);
    expect(await sweepIn(PROCESSING_OVERDUE_SECONDS + 1)).toMatchObject({ expire: 1, faults: [] });
    expect((await client.settled(id)).state).toBe("ready");
  });

  test("one that was no picture is told so, and is looked after no more", async () => {
    const id = await arrived(Buffer.from(picture.subarray(0, 300)));
    expect(await sweepIn(PROCESSING_OVERDUE_SECONDS + 1)).toMatchObject({ expire: 1, faults: [] });
    expect((await client.settled(id)).state).toBe("failed");
    const subjects = async () => (await client.mails()).map(({ subject }) => subject);
    await expect.poll(subjects).toContain("Your picture could not be processed");
    const far = Math.floor(Date.now() / 1000) + 200_000;
    const chores = async () =>
      (await Promise.all(CHORES.map((each) => stores.images.dueChores(each, far, 100)))).flat();
    await expect.poll(chores).not.toContain(id);
  });

  test("a record whose object never came is forgotten: nobody was told that it had", async () => {
    const id = await client.upload(picture);
    await client.settled(id);
    const { findings, mails, ...record } = (await stores.images.get(id))!;
    const silent = {
      ...record,
      id: id.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      state: "processing" as const,
    };
    const dueAt = Math.floor(Date.now() / 1000) + PROCESSING_OVERDUE_SECONDS;
    await stores.images.create(silent, "process", dueAt);
    expect(await sweepIn(PROCESSING_OVERDUE_SECONDS + 1)).toMatchObject({ faults: [] });
    expect((await client.keys()).images).not.toContain(silent.id);
  });
});
