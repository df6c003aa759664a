import { spawn } from "node:child_process";
import { once } from "node:events";

/** Milliseconds after which a start has failed. */
const PATIENCE_MS = 20_000;

/**
 * Starts Node on a module as Lambda does before the first event, and waits until it is loaded.
 *
 * @param runner the built `load-module.ts`
 * @param module the file to load; none for Node alone
 * @returns milliseconds from the start of the process
 * @throws Error with what it said, when it cannot be loaded
 */
export async function coldStart(
  runner: string,
  module: string | undefined,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [runner, ...(module === undefined ? [] : [module])], {
    env: { ...environment, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PATIENCE_MS,
  });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (part: Buffer) => complaints.push(part));
  const loaded = once(child.stdout, "data").then(() => performance.now() - began);
  const ended = once(child, "close").then(() => undefined);
  const milliseconds = await Promise.race([loaded, ended]);
  child.kill("SIGKILL");
  await ended;
  if (milliseconds !== undefined) return milliseconds;
  throw new Error(`${module} cannot be loaded: ${Buffer.concat(complaints).toString()}`);
}
