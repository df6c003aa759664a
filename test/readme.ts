import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startService } from "../dev/service.ts";

/**
 * Runs every command of the README as a stranger would, against a service of its own: `npm run test:readme`.
 *
 * Needs curl. `npm ci`, `npm start`, `npm test` and `npm run check` are what CI is made of, and not run again.
 */
// The SDK warns of Node 20 before it drops it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const run = promisify(execFile);
const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const RUN_BY_CI = new Set(["npm ci", "npm start", "npm test", "npm run check"]);
const ADDRESS = "http://127.0.0.1:8787";

const readme = await readFile(join(PROJECT, "README.md"), "utf8");
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block]) => block!.trim().split("\n"))
  .filter((command) => !RUN_BY_CI.has(command));

const folder = await mkdtemp(join(tmpdir(), "darkroom-readme-"));
const service = await startService({ port: 0, dataDir: join(folder, ".local") });
for (const name of ["dev", "lib", "node_modules", "package.json", "tsconfig.json"]) {
  await symlink(join(PROJECT, name), join(folder, name));
}
// Each command in the shell of the one before it; curl's --fail tells what a person would see.
const script = commands
  .map((command) => command.replaceAll(ADDRESS, service.url).replaceAll("curl ", "curl --fail "))
  .join("\n");
const faults: string[] = [];
try {
  const { stdout } = await run("bash", ["-euxo", "pipefail", "-c", script], { cwd: folder });
  for (const expected of [
    "HTTP/1.1 200 OK",
    "location: /images/",
    "content-type: image/avif",
    "HTTP/1.1 204",
    '"removing"',
  ]) {
    if (!stdout.toLowerCase().includes(expected.toLowerCase())) faults.push(`no command showed ${expected}`);
  }
} catch (error) {
  faults.push(String(error instanceof Error ? error.message : error));
} finally {
  await service.close();
  await rm(folder, { recursive: true });
}
if (commands.length < 5) faults.push(`only ${commands.length} commands were found`);
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `${commands.length} passed, 0 failed` : `0 passed, ${faults.length} failed`);
process.exitCode = faults.length === 0 ? 0 : 1;
