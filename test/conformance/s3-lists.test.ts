import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
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

const at = (name: string) => ({ Bucket: target.bucket, Key: target.prefix + name });
const putAll = async (names: readonly string[]) => {
  for (let index = 0; index < names.length; index += 50) {
    const some = names.slice(index, index + 50);
    await Promise.all(some.map((name) => s3.send(new PutObjectCommand({ ...at(name), Body: name }))));
  }
};
const list = async (prefix: string, more: Partial<ListObjectsV2CommandInput> = {}) => {
  const page = await s3.send(
    new ListObjectsV2Command({ ...more, Bucket: target.bucket, Prefix: target.prefix + prefix }),
  );
  const short = (name: string | undefined) => name?.slice(target.prefix.length);
  return {
    ...page,
    names: (page.Contents ?? []).map(({ Key }) => short(Key)),
    prefixes: (page.CommonPrefixes ?? []).map(({ Prefix }) => short(Prefix)),
  };
};
const numbered = (folder: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${folder}/${String(index).padStart(4, "0")}`);
const remove = (names: readonly string[], more: object = {}) => {
  const Objects = names.map((name) => ({ Key: at(name).Key }));
  return s3.send(new DeleteObjectsCommand({ Bucket: target.bucket, Delete: { Objects, ...more } }));
};

test("objects are listed page by page, each once and in order", async () => {
  const names = numbered("many", 45);
  await putAll(names);
  const first = await list("many/", { MaxKeys: 20 });
  const second = await list("many/", { MaxKeys: 20, ContinuationToken: first.NextContinuationToken });
  const last = await list("many/", { MaxKeys: 20, ContinuationToken: second.NextContinuationToken });
  expect(first).toMatchObject({ KeyCount: 20, IsTruncated: true, MaxKeys: 20 });
  expect(last).toMatchObject({ KeyCount: 5, IsTruncated: false });
  expect([...first.names, ...second.names, ...last.names]).toEqual(names);
});

test("a page has a thousand keys at most, whatever it is asked for", async () => {
  expect(await list("many/", { MaxKeys: 5000 })).toMatchObject({ MaxKeys: 1000 });
});

test("a list is in the order of the bytes of the keys, not of JavaScript's text", async () => {
  const names = ["order/a", "order/\uff5e", "order/😀"];
  await putAll([...names].reverse());
  expect((await list("order/")).names).toEqual(names);
});

test("a list says what each object is", async () => {
  await putAll(["one"]);
  const { Contents } = await list("one");
  expect(Contents).toMatchObject([
    { Size: 3, ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/), StorageClass: "STANDARD" },
  ]);
});

test("a list has what begins with the prefix, at a slash or not, and nothing for one that nothing has", async () => {
  await putAll(["begin/ab", "begin/abc", "begin/b"]);
  expect((await list("begin/ab")).names).toEqual(["begin/ab", "begin/abc"]);
  expect(await list("nothing")).toMatchObject({ KeyCount: 0, names: [], IsTruncated: false });
});

test("a list goes on after the key that it is told", async () => {
  await putAll(numbered("after", 5));
  expect((await list("after/", { StartAfter: at("after/0001").Key, MaxKeys: 2 })).names).toEqual([
    "after/0002",
    "after/0003",
  ]);
});

test("a delimiter rolls keys up into what comes before it, on every page once", async () => {
  await putAll(["roll/a/1", "roll/a/2", "roll/b", "roll/c/1", "roll/c/2"]);
  const whole = await list("roll/", { Delimiter: "/" });
  expect(whole).toMatchObject({ names: ["roll/b"], prefixes: ["roll/a/", "roll/c/"], KeyCount: 3 });
  const first = await list("roll/", { Delimiter: "/", MaxKeys: 1 });
  const second = await list("roll/", { Delimiter: "/", MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
  expect(first).toMatchObject({ names: [], prefixes: ["roll/a/"], IsTruncated: true });
  expect(second).toMatchObject({ names: ["roll/b"], prefixes: ["roll/c/"], IsTruncated: false });
});

test("a list that is asked for it encodes the keys, which XML could not carry otherwise", async () => {
  await putAll(["odd/a b+c&ü\u0001"]);
  const { Contents } = await list("odd/", { EncodingType: "url" });
  expect(Contents?.map(({ Key }) => Key)).toEqual([`${target.prefix}odd/a+b%2Bc%26%C3%BC%01`]);
});

test("a page of no keys is empty, and a size or a token that is none is refused", async () => {
  await putAll(["page"]);
  expect(await list("page", { MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  expect(await refusalOf(list("page", { MaxKeys: -1 }))).toBe("InvalidArgument 400");
  expect(await refusalOf(list("page", { ContinuationToken: "?" }))).toBe("InvalidArgument 400");
});

test("what is written is in the next list, and what is deleted is not", async () => {
  await putAll(["now/a", "now/b"]);
  await remove(["now/a"]);
  expect((await list("now/")).names).toEqual(["now/b"]);
});

test("a batch deletes odd keys and missing ones, and names each", async () => {
  const names = ["batch/a&b<c>", "batch/ü", 'batch/"q"', "batch/ "];
  await putAll(names);
  const { Deleted, Errors } = await remove([...names, "batch/missing"]);
  expect(Deleted?.map(({ Key }) => Key?.slice(target.prefix.length))).toEqual([...names, "batch/missing"]);
  expect(Errors).toBeUndefined();
  expect((await list("batch/")).names).toEqual([]);
});

test("a quiet batch of a thousand deletes them all and names none", async () => {
  const names = numbered("quiet", 1000);
  await putAll(names.slice(0, 60));
  expect((await remove(names, { Quiet: true })).Deleted).toBeUndefined();
  expect((await list("quiet/")).names).toEqual([]);
});

test("a batch of more than a thousand is refused whole", async () => {
  await putAll(["limit/0000"]);
  expect(await refusalOf(remove(numbered("limit", 1001)))).toBe("MalformedXML 400");
  expect((await list("limit/")).names).toEqual(["limit/0000"]);
});

test("a batch deletes the others when one of its objects cannot be", async () => {
  await putAll(["part/a", "part/b"]);
  const Objects = [{ ...at("part/a"), ETag: '"0"' }, at("part/b")].map(({ Bucket, ...object }) => object);
  const { Deleted, Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: target.bucket, Delete: { Objects } }));
  expect(Errors).toMatchObject([{ Key: at("part/a").Key, Code: "PreconditionFailed" }]);
  expect(Deleted).toMatchObject([{ Key: at("part/b").Key }]);
  expect(await refusalOf(s3.send(new GetObjectCommand(at("part/b"))))).toBe("NoSuchKey 404");
});
