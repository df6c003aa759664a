import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type EdgeCall, eventOf } from "./edge-call.ts";
import { STORED } from "./key-value-store.ts";

/** In njs' own dialect; calls and answers cross the border as one line of JSON each. */
const DRIVER = `
async function answerOf(call) {
  call.event.request.rawQueryString = function () { return call.rawQuery; };
  try {
    var answer = await handler(call.event);
    return JSON.stringify(answer);
  } catch (error) {
    return JSON.stringify({ thrown: String(error) });
  }
}
async function answerAll() {
  for (var i = 0; i < calls.length; i++) {
    var line = await answerOf(calls[i]);
    console.log(line);
  }
}
answerAll();
`;

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
 * The answers of an edge function's built bytes in njs, the engine that CloudFront's descends from.
 *
 * @returns one answer a call, or `{ thrown }`
 * @throws Error when there is no `njs` to run
 */
export async function njsAnswers(code: string, calls: readonly EdgeCall[]): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), "njs-"));
  try {
    const script = join(folder, "function.js");
    await writeFile(join(folder, "cloudfront"), CLOUDFRONT);
    await writeFile(script, `${code}\nvar calls = ${JSON.stringify(calls.map(carried))};\n${DRIVER}`);
    const { stdout } = await promisify(execFile)("njs", ["-p", folder, "-t", "module", script], { maxBuffer: 2 ** 26 });
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      throw new Error("There is no njs on this machine; on Debian, apt-get install njs brings it.", { cause });
    }
    throw cause;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function carried(call: EdgeCall) {
  return { event: eventOf(call), rawQuery: call.rawQuery };
}
