import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { UploadedFunction } from "./uploaded-function.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** How a function is asked: through its URL, through the gateway, or with an event at a time. */
export type Door = "url" | "api" | "events";

/** A function that runs out of its zip. */
export interface RunningFunction {
  /** Where it answers; empty without a door that HTTP goes through. */
  readonly url: string;
  /** @throws Error with what the handler threw */
  invoke(event: object): Promise<unknown>;
  close(): Promise<void>;
}

/** Unpacks a zip, and gives it this machine's binaries of sharp in place of Lambda's. */
export async function unpack({ files }: UploadedFunction, folder: string): Promise<void> {
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  const packages = join(folder, "node_modules", "@img");
  if (![...files.keys()].some((name) => name.startsWith("node_modules/@img/"))) return;
  await rename(join(packages, "colour"), join(folder, "colour"));
  await rm(packages, { recursive: true });
  await cp(join(PROJECT, "node_modules", "@img"), packages, { recursive: true });
  await rm(join(packages, "colour"), { recursive: true });
  await rename(join(folder, "colour"), join(packages, "colour"));
}

/**
 * Starts what was unpacked under Lambda's Node.
 *
 * @param node the binary
 * @param environment all that the process has
 */
export async function startFunction(
  node: string,
  folder: string,
  door: Door,
  environment: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
  const script = join(PROJECT, "test", "cloud", "invoke.ts");
  const child = spawn(node, [script, join(folder, "index.mjs"), door], {
    stdio: ["pipe", "pipe", "inherit"],
    env: environment,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The function in ${folder} has ended with ${child.exitCode}`);
    return JSON.parse(value);
  };
  const url = await next();
  return {
    url,
    async invoke(event) {
      child.stdin.write(`${JSON.stringify(event)}\n`);
      const answer = await next();
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.result;
    },
    async close() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
