import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcesses } from "../../../bench/servers/task-processes.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "darkroom-tasks-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, code: string): Promise<string> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, code);
  return path;
}

describe("tasks in processes of their own", () => {
  test("are all done, and their results keep the tasks' order whichever is over first", async () => {
    const later = `process.on("message", ({ ms }) => setTimeout(() => process.send({ ms }), ms));`;
    const tasks = [80, 1, 40, 5, 20].map((ms) => ({ ms }));
    const begun: number[] = [];
    expect(await inProcesses(await file("later", later), tasks, ({ ms }) => begun.push(ms))).toEqual(tasks);
    expect(begun.toSorted()).toEqual([1, 20, 40, 5, 80]);
  });

  test("are given up together when the process of one ends", async () => {
    const dying = await file("dying", `process.on("message", () => process.exit(4));`);
    await expect(inProcesses(dying, [{}, {}], () => undefined)).rejects.toThrow("ended with 4");
  });
});
