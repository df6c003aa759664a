import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { startS3 } from "../../../../dev/cloud/s3/server.ts";
import { signRequest } from "../../../../dev/cloud/signature-v4.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { clientOf, credentials, getText, putText } from "./local-s3.ts";

const start = async (folder: string, versioned = false) => {
  const server = await startS3({ folder, buckets: [{ name: "photos", versioned }], credentials });
  onTestFinished(() => server.close());
  return { ...server, s3: clientOf(server.url) };
};
const startProcess = async (folder: string) => {
  const script = fileURLToPath(new URL("./serve-s3.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  return { s3: clientOf(String(line).trim()), child };
};
const filesIn = (folder: string, kind: string) => readdir(join(folder, "photos", kind));

test("a restart finds objects, headers and versions", async () => {
  const folder = await temporaryFolder();
  const before = await start(folder, true);
  const { VersionId } = await putText(before.s3, "a/ü", "first", { ContentType: "image/png", Metadata: { a: "1" } });
  await putText(before.s3, "a/ü", "second");
  await before.close();
  const { s3 } = await start(folder);
  expect(await getText(s3, "a/ü")).toBe("second");
  const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket: "photos" }));
  expect(Versions).toHaveLength(2);
  const head = new HeadObjectCommand({ Bucket: "photos", Key: "a/ü", VersionId });
  expect(await s3.send(head)).toMatchObject({ ContentType: "image/png", Metadata: { a: "1" }, ContentLength: 5 });
});

test("a multipart upload goes on after a restart", async () => {
  const folder = await temporaryFolder();
  const before = await start(folder);
  const at = { Bucket: "photos", Key: "a" };
  const { UploadId } = await before.s3.send(new CreateMultipartUploadCommand(at));
  const { ETag } = await before.s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: "part" }));
  await before.close();
  const { s3 } = await start(folder);
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }));
  expect(await getText(s3, "a")).toBe("part");
  expect(await filesIn(folder, "bytes")).toHaveLength(1);
  const listing = new ListPartsCommand({ ...at, UploadId });
  await expect(s3.send(listing)).rejects.toMatchObject({ name: "NoSuchUpload" });
});

test("a start clears away the bytes that a crash kept from being named", async () => {
  const folder = await temporaryFolder();
  const { s3, child } = await startProcess(folder);
  await putText(s3, "a", "kept");
  const endless = new Readable({ read: () => undefined });
  endless.push("only a beginning");
  const broken = s3.send(new PutObjectCommand({ Bucket: "photos", Key: "b", Body: endless, ContentLength: 1_000 }));
  await expect.poll(() => filesIn(folder, "bytes")).toHaveLength(2);
  child.kill("SIGKILL");
  await expect(broken).rejects.toThrow();
  const after = await start(folder);
  expect(await getText(after.s3, "a")).toBe("kept");
  expect(await filesIn(folder, "bytes")).toHaveLength(1);
});

test("a folder in the form of an earlier version is refused, not taken for an empty one", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "photos", "records"), { recursive: true });
  await expect(start(folder)).rejects.toThrow("delete the data folder");
});

test("a folder that another process has open is refused", async () => {
  const folder = await temporaryFolder();
  await start(folder);
  await expect(start(folder)).rejects.toThrow();
});

test("an object that is replaced or deleted leaves no bytes", async () => {
  const folder = await temporaryFolder();
  const { s3 } = await start(folder);
  await putText(s3, "a", "old");
  await putText(s3, "a", "new");
  await expect(putText(s3, "a", "refused", { IfNoneMatch: "*" })).rejects.toThrow();
  expect(await filesIn(folder, "bytes")).toHaveLength(1);
});

test("a body that is cut short stores nothing", async () => {
  const folder = await temporaryFolder();
  const server = await start(folder);
  const url = new URL(`${server.url}/photos/cut`);
  const at = new Date();
  const scope = { service: "s3", region: "us-east-1", credentials, at } as const;
  const signed = signRequest({ method: "PUT", url, headers: { "content-length": "1000" } }, scope);
  const lines = Object.entries({ host: url.host, ...signed }).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(url.port), url.hostname);
  socket.write(`PUT /photos/cut HTTP/1.1\r\n${lines.join("")}\r\nonly a beginning`);
  await expect.poll(() => filesIn(folder, "bytes")).toHaveLength(1);
  socket.destroy();
  await expect.poll(() => filesIn(folder, "bytes")).toEqual([]);
  await expect(getText(server.s3, "cut")).rejects.toMatchObject({ name: "NoSuchKey" });
});

test("a reader gets one whole object while writers replace it", async () => {
  const { s3 } = await start(await temporaryFolder());
  const texts = ["a".repeat(100_000), "b".repeat(200_000)];
  await putText(s3, "a", texts[0] ?? "");
  const writing = (async () => {
    for (let turn = 0; turn < 40; turn++) await putText(s3, "a", texts[turn % 2] ?? "");
  })();
  for (let turn = 0; turn < 60; turn++) expect(texts.includes(await getText(s3, "a"))).toBe(true);
  await writing;
});

test("a process killed while it writes leaves every object as it was before or after its last write", async () => {
  const folder = await temporaryFolder();
  const keys = ["a", "b", "c"];
  const acknowledged = new Map(keys.map((key) => [key, 0]));
  const attempted = new Map(acknowledged);
  const textOf = (turn: number) => `${turn},`.repeat(20_000);
  for (let round = 0; round < 2; round++) {
    const { s3, child } = await startProcess(folder);
    const writing = keys.map(async (key) => {
      for (;;) {
        const turn = (attempted.get(key) ?? 0) + 1;
        attempted.set(key, turn);
        await putText(s3, key, textOf(turn));
        acknowledged.set(key, turn);
      }
    });
    const ended = Promise.allSettled(writing);
    await expect.poll(() => Math.min(...acknowledged.values())).toBeGreaterThan(10 * (round + 1));
    child.kill("SIGKILL");
    await once(child, "exit");
    await ended;
    const after = await start(folder);
    for (const key of keys) {
      const text = await getText(after.s3, key);
      const turn = Number.parseInt(text, 10);
      expect(text === textOf(turn)).toBe(true);
      expect(turn).toBeGreaterThanOrEqual(acknowledged.get(key) ?? 0);
    }
    expect(await filesIn(folder, "bytes")).toHaveLength(keys.length);
    await after.close();
  }
});
