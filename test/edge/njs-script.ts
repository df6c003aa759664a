import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type EdgeCall, eventOf } from "./edge-call.ts";
import { STORED } from "./key-value-store.ts";

/** Milliseconds after which a run is given up. */
const PATIENCE_MS = 60_000;

/** What njs has in the place of CloudFront's module. */
const CLOUDFRONT = `
var stored = ${JSON.stringify(STORED)};
async function get(key) {
  if (!Object.prototype.hasOwnProperty.call(stored, key)) throw new Error("KeyNotFound");
  return stored[key];
}
async function exists(key) {
  return Object.prototype.hasOwnProperty.call(stored, key);
}
export default { kvs: function () { return { get: get, exists: exists }; } };
`;

/**
 * Runs an edge function's built bytes in njs, the engine that CloudFront's descends from.
 *
 * @param driver what comes after the function and its `calls`, in njs' own dialect
 * @param under a program that is to run njs, e.g. `["valgrind", "--tool=cachegrind"]`
 * @throws Error when there is no `njs`, or no such program
 */
export async function runInNjs(
  code: string,
  calls: readonly EdgeCall[],
  driver: string,
  under: readonly string[] = [],
) {
  const folder = await mkdtemp(join(tmpdir(), "njs-"));
  try {
    const script = join(folder, "function.js");
    await writeFile(join(folder, "cloudfront"), CLOUDFRONT);
    await writeFile(script, `${code}\nvar calls = ${JSON.stringify(calls.map(carried))};\n${driver}`);
    const [program = "njs", ...rest] = [...under, "njs", "-p", folder, "-t", "module", script];
    return await promisify(execFile)(program, rest, { maxBuffer: 2 ** 26, timeout: PATIENCE_MS });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      const packages = under.length === 0 ? "njs" : "njs valgrind";
      throw new Error(`This machine lacks a program; on Debian, apt-get install ${packages} brings it.`, { cause });
    }
    throw cause;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function carried(call: EdgeCall) {
  return { event: eventOf(call), rawQuery: call.rawQuery };
}
