import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LocalFunctions } from "../../dev/local-functions.ts";
import { startService } from "../../dev/service.ts";
import type { Environment } from "../../lib/aws/environment.ts";

/**
 * A whole service in a process of its own, and its functions in another, which tells its parent how to reach it, and how
 * much memory the functions take.
 *
 * Run with `--expose-gc`, the data folder, and the functions' settings as JSON.
 */

const FUNCTIONS = fileURLToPath(new URL("functions-process.ts", import.meta.url));

const [dataDir, settings] = process.argv.slice(2);
if (dataDir === undefined || settings === undefined) throw new Error("A data folder and settings are wanted.");

process.on("disconnect", () => process.exit());

async function startFunctions(functionsEnvironment: Environment): Promise<LocalFunctions> {
  const child = fork(FUNCTIONS, [JSON.stringify(functionsEnvironment)]);
  // A crash of theirs is one of the service.
  child.on("exit", (code, signal) => {
    console.error(`the functions have ended: ${code ?? signal}`);
    process.exit(1);
  });
  // Our own process says what it is asked, in this order.
  const [urls] = (await once(child, "message")) as [Omit<LocalFunctions, "close">];
  child.on("message", (memory: object) => process.send?.(memory));
  process.on("message", (wish) => wish === "memory" && child.send(wish));
  return { ...urls, close: async () => void child.kill() };
}

const { url, environment } = await startService({
  port: 0,
  dataDir,
  environment: JSON.parse(settings),
  startFunctions,
});
process.send?.({ url, environment });
