import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openS3Target, refusalOf, type S3Target } from "./s3-target.ts";

let target: S3Target;
let s3: S3Client;

beforeAll(async () => {
  target = await openS3Target();
  s3 = target.client();
});
afterAll(async () => target.close());

const at = (name: string) => ({ Bucket: target.versionedBucket, Key: target.prefix + name });
const put = async (name: string, Body: string, more: object = {}) =>
  (await s3.send(new PutObjectCommand({ ...at(name), Body, ...more }))).VersionId;
const get = async (name: string, VersionId?: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ ...at(name), VersionId }));
  return Body?.transformToString();
};
const remove = (name: string, VersionId?: string) => s3.send(new DeleteObjectCommand({ ...at(name), VersionId }));
const list = (prefix: string, more: Partial<ListObjectVersionsCommandInput> = {}) =>
  s3.send(new ListObjectVersionsCommand({ ...more, Bucket: target.versionedBucket, Prefix: target.prefix + prefix }));

test("a bucket says whether it keeps versions", async () => {
  const status = async (Bucket: string) => (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status;
  expect(await status(target.versionedBucket)).toBe("Enabled");
  expect(await status(target.bucket)).toBeUndefined();
});

test("every write makes a version, and the older ones stay readable", async () => {
  const [first, second] = [await put("two", "1"), await put("two", "2")];
  expect(first).not.toBe(second);
  expect(await get("two")).toBe("2");
  expect(await get("two", first)).toBe("1");
  expect(await s3.send(new HeadObjectCommand(at("two")))).toMatchObject({ VersionId: second });
});

test("a deletion hides the object and keeps its versions", async () => {
  const version = await put("hidden", "1");
  expect(await remove("hidden")).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
  expect(await refusalOf(get("hidden"))).toBe("NoSuchKey 404");
  expect(await get("hidden", version)).toBe("1");
  const { KeyCount } = await s3.send(
    new ListObjectsV2Command({ Bucket: target.versionedBucket, Prefix: at("hidden").Key }),
  );
  expect(KeyCount).toBe(0);
});

test("a delete marker cannot be read, and deleting it brings the object back", async () => {
  await put("back", "1");
  const { VersionId } = await remove("back");
  expect(await refusalOf(get("back", VersionId))).toBe("MethodNotAllowed 405");
  expect(await remove("back", VersionId)).toMatchObject({ DeleteMarker: true, VersionId });
  expect(await get("back")).toBe("1");
});

test("a version that is deleted by its id is gone for good", async () => {
  const [first, second] = [await put("erased", "1"), await put("erased", "2")];
  await remove("erased", second);
  expect(await get("erased")).toBe("1");
  expect(await refusalOf(get("erased", second))).toBe("NoSuchVersion 404");
  await remove("erased", first);
  expect(await refusalOf(get("erased"))).toBe("NoSuchKey 404");
  expect((await list("erased")).Versions).toBeUndefined();
});

test("a key under a delete marker counts as free for If-None-Match", async () => {
  await put("free", "1");
  await remove("free");
  await put("free", "2", { IfNoneMatch: "*" });
  expect(await get("free")).toBe("2");
});

test("the list of versions has the newest first and tells markers apart", async () => {
  const first = await put("listed", "1");
  const second = await put("listed", "22");
  const { VersionId: marker } = await remove("listed");
  const { Versions, DeleteMarkers } = await list("listed");
  expect(DeleteMarkers).toMatchObject([{ VersionId: marker, IsLatest: true }]);
  expect(Versions).toMatchObject([
    { VersionId: second, IsLatest: false, Size: 2 },
    { VersionId: first, IsLatest: false, Size: 1 },
  ]);
});

const pages = async (prefix: string, afterPage: (versionIds: (string | undefined)[]) => Promise<void>) => {
  const seen: (string | undefined)[] = [];
  let markers: Partial<ListObjectVersionsCommandInput> = {};
  for (;;) {
    const page = await list(prefix, { MaxKeys: 2, ...markers });
    const versionIds = (page.Versions ?? []).map(({ VersionId }) => VersionId);
    seen.push(...versionIds);
    await afterPage(versionIds);
    if (!page.IsTruncated) return seen;
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
};

test("versions are listed page by page, each once", async () => {
  const ids = [await put("page/a", "1"), await put("page/a", "2"), await put("page/a", "3"), await put("page/b", "1")];
  const seen = await pages("page/", async () => {});
  expect(seen).toEqual([ids[2], ids[1], ids[0], ids[3]]);
});

test("no version is left out when each page is deleted before the next is asked for", async () => {
  for (const name of ["sweep/a", "sweep/a", "sweep/a", "sweep/b", "sweep/c"]) await put(name, "1");
  await pages("sweep/", async () => {
    const { Versions = [] } = await list("sweep/", { MaxKeys: 2 });
    const Objects = Versions.map(({ Key, VersionId }) => ({ Key, VersionId }));
    await s3.send(new DeleteObjectsCommand({ Bucket: target.versionedBucket, Delete: { Objects } }));
  });
  expect((await list("sweep/")).Versions).toBeUndefined();
});

test("a batch deletes versions for good and says which", async () => {
  const [first, second] = [await put("batch", "1"), await put("batch", "2")];
  const Objects = [first, second].map((VersionId) => ({ Key: at("batch").Key, VersionId }));
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket: target.versionedBucket, Delete: { Objects } }));
  expect(Deleted).toMatchObject(Objects);
  expect(await list("batch")).not.toHaveProperty("Versions");
});

test("a copy may be made of an older version", async () => {
  const first = await put("source", "1");
  await put("source", "2");
  const CopySource = `${target.versionedBucket}/${at("source").Key}?versionId=${first}`;
  const answer = await s3.send(new CopyObjectCommand({ ...at("copied"), CopySource }));
  expect(answer.CopySourceVersionId).toBe(first);
  expect(await get("copied")).toBe("1");
});
