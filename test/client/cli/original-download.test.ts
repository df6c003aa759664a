import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { keepDownload, openDownload } from "../../../client/cli/original-download.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "darkroom-download-"));
  return () => rm(folder, { recursive: true });
});

/** A link to ten bytes, of which so many come before the line is cut. */
async function linkThatSends(count: number, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-length": "10", ...headers });
    response.write("0123456789".slice(0, count), () => (count < 10 ? response.destroy() : response.end()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("a download that breaks off leaves what was there before, and nothing beside it", async () => {
  const { signal } = new AbortController();
  const file = join(folder, "original.jpeg");
  await writeFile(file, "before");
  const download = await openDownload(await linkThatSends(4), signal);
  await expect(keepDownload(download, file, signal)).rejects.toThrow(/could not be written to its end/);
  expect([await readdir(folder), await readFile(file, "utf8")]).toEqual([["original.jpeg"], "before"]);
});

test("a download that is called off ends with the caller's reason", async () => {
  const controller = new AbortController();
  const download = await openDownload(await linkThatSends(10), controller.signal);
  const reason = new Error("changed my mind");
  controller.abort(reason);
  await expect(keepDownload(download, join(folder, "original.jpeg"), controller.signal)).rejects.toBe(reason);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['attachment; filename="01jd3v7k2mq8x4n5p6r7s8t9va.jpeg"', "01jd3v7k2mq8x4n5p6r7s8t9va.jpeg"],
  ['attachment; filename="../../.bashrc"', undefined],
  ['attachment; filename="/etc/passwd.txt"', undefined],
  ["inline", undefined],
])("of %j the name is %s", async (disposition, name) => {
  const link = await linkThatSends(10, { "content-disposition": disposition });
  const download = await openDownload(link, new AbortController().signal);
  await keepDownload(download, join(folder, "file"), new AbortController().signal);
  expect([download.name, await readFile(join(folder, "file"), "utf8")]).toEqual([name, "0123456789"]);
});
