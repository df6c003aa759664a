import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DeleteObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { bulkCopy } from "../../../../dev/cloud/s3/bulk-copy.ts";
import { startS3 } from "../../../../dev/cloud/s3/server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { clientOf, credentials, getText, putText } from "./local-s3.ts";

async function start(folder: string) {
  const { url, close } = await startS3({ folder, buckets: [{ name: "photos" }], credentials });
  onTestFinished(close);
  return { s3: clientOf(url), close };
}

test("copies that were made past the protocol are listed and read, and one is deleted without another", async () => {
  const folder = await temporaryFolder();
  const before = await start(folder);
  await putText(before.s3, "images/a/w-1", "text", { ContentType: "image/png" });
  await before.close();
  const copies = Array.from({ length: 1_001 }, (_, at) => `images/copy${String(at).padStart(4, "0")}/w-1`);
  await bulkCopy(join(folder, "photos"), "images/a/", () => copies);

  const { s3 } = await start(folder);
  const [first, last] = [copies[0]!, copies.at(-1)!];
  await s3.send(new DeleteObjectCommand({ Bucket: "photos", Key: first }));
  await expect(getText(s3, first)).rejects.toMatchObject({ name: "NoSuchKey" });
  expect(await getText(s3, last)).toBe("text");
  expect(await readdir(join(folder, "photos", "bytes"))).toHaveLength(copies.length);
  const listing = new ListObjectsV2Command({ Bucket: "photos", Prefix: "images/copy1" });
  expect((await s3.send(listing)).Contents?.map(({ Key }) => Key)).toEqual([last]);
});

test("what is not there cannot be copied", async () => {
  const folder = await temporaryFolder();
  await (await start(folder)).close();
  await expect(bulkCopy(join(folder, "photos"), "images/a/", () => ["images/b/w-1"])).rejects.toThrow("images/a/");
});
