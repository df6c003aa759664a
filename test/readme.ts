import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { firstSteps } from "../dev/first-steps.ts";
import { issueToken } from "../dev/issuer.ts";
import { startService } from "../dev/service.ts";

/**
 * Runs every command of the README and of the guide to the command line, and every line that `npm start` prints, as a
 * stranger would, against a service of its own: `npm run test:readme`.
 *
 * Needs curl. `npm ci`, `npm start`, `npm test` and `npm run check` are what CI is made of, and not run again.
 */
// The SDK warns of Node 20 before it drops it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** What a command, named by a part of it, is said to show. */
interface Claim {
  readonly of: string;
  readonly shows: readonly string[];
  /** What the same command is said to show at once afterwards. */
  readonly again?: readonly string[];
}

const README_CLAIMS: readonly Claim[] = [
  { of: "-X PUT", shows: ["HTTP/1.1 200 OK", "location: /images/"] },
  {
    of: "-o sunset.avif",
    shows: ["content-type: image/avif", "x-cache: Miss from cloudfront", "x-image-origin: transformer"],
    again: ["content-type: image/avif", "x-cache: Hit from cloudfront"],
  },
  { of: "-o square.jpg", shows: ["content-type: image/jpeg", "x-image-origin: transformer"] },
  { of: "-X DELETE", shows: ["HTTP/1.1 204"] },
  { of: "/erasure", shows: ['"removing"'] },
  { of: "npx darkroom up", shows: ["dev/demo/sunset.jpg"] },
  { of: "npx darkroom ls", shows: ["2400×1600"] },
  { of: "npx darkroom explain", shows: ["moved    w from 641 to 650 px", "ignored  utm_source"] },
];

const FIRST_STEPS_CLAIMS: readonly Claim[] = [
  { of: "-o exact.webp", shows: [] },
  { of: "/inbox.json", shows: ["["] },
  { of: '"$UPLOAD_URL"', shows: ["HTTP/1.1 200 OK"] },
  { of: "-X DELETE", shows: ["HTTP/1.1 204"] },
  { of: "/erasure", shows: ['"removing"'] },
];

const GUIDE_CLAIMS: readonly Claim[] = [
  { of: "darkroom up photos/", shows: ["photos/sunset.jpg"] },
  { of: "w=640 fit", shows: ["w=640&fit=cover&ar=16%3A9"] },
  { of: "fmt=webp", shows: ["moved    w from 641 to 650 px", "folded   width is w"] },
  { of: "darkroom warm", shows: ["6 made, 0 stored, 0 cached, 0 failed"] },
  { of: "darkroom sign", shows: ["&s=k1."] },
  { of: "defaults set -", shows: ['"hero"'] },
];

const run = promisify(execFile);
const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const RUN_BY_CI = new Set(["npm ci", "npm start", "npm test", "npm run check"]);
const ADDRESS = "http://127.0.0.1:8787";

/** Stands between what one command printed and the next. */
const SEPARATOR = "8<----------";

/**
 * Runs commands in one shell, those with something to show `again` twice.
 *
 * @returns a sentence for each claim that does not hold
 */
async function faultsOf(commands: readonly string[], claims: readonly Claim[], folder: string): Promise<string[]> {
  const claimOf = (command: string) => claims.find(({ of }) => command.includes(of));
  const steps = commands.flatMap((command) => {
    const { shows = [], again } = claimOf(command) ?? {};
    const step = { command, shows };
    return again === undefined ? [step] : [step, { command, shows: again }];
  });
  // curl's --fail tells what a person would see.
  const script = steps.map(({ command }) => `${command.replaceAll("curl ", "curl --fail ")}\necho "${SEPARATOR}"`);
  // Nothing of a run is to be found in the home of whoever runs it.
  const env = { ...process.env, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder };
  const { stdout } = await run("bash", ["-euxo", "pipefail", "-c", script.join("\n")], { cwd: folder, env });
  const shown = stdout.toLowerCase().split(SEPARATOR);
  const unkept = steps.flatMap(({ command, shows }, index) =>
    shows
      .filter((text) => !shown[index]?.includes(text.toLowerCase()))
      .map((text) => `${command}\n  did not show ${text} but\n${shown[index]}`),
  );
  const unmade = claims.filter(({ of }) => !commands.some((command) => command.includes(of)));
  return [...unkept, ...unmade.map(({ of }) => `no command has ${of}`)];
}

/** The lines of a page's shell blocks. */
async function commandsOf(page: string): Promise<string[]> {
  const text = await readFile(join(PROJECT, page), "utf8");
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, block]) => block!.trim().split("\n")).filter((command) => !RUN_BY_CI.has(command));
}

const readmeCommands = await commandsOf("README.md");
const guideCommands = await commandsOf("docs/cli.md");

const folder = await mkdtemp(join(tmpdir(), "darkroom-readme-"));
const service = await startService({ port: 0, dataDir: join(folder, ".local") });
for (const name of ["client", "dev", "lib", "node_modules", "package.json", "tsconfig.json"]) {
  await symlink(join(PROJECT, name), join(folder, name));
}
await cp(join(PROJECT, "dev", "demo"), join(folder, "photos"), { recursive: true });
const printed = await firstSteps(service.url, await issueToken(service.issuer, "you", "you@example.com"));
const printedCommands = printed.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

const faults: string[] = [];
try {
  const commands = readmeCommands.map((command) => command.replaceAll(ADDRESS, service.url));
  faults.push(...(await faultsOf(commands, README_CLAIMS, folder)));
  faults.push(...(await faultsOf(printedCommands, FIRST_STEPS_CLAIMS, folder)));
  const darkroom = `export DARKROOM_URL=${service.url}; darkroom() { node client/cli/darkroom.js "$@"; }`;
  faults.push(...(await faultsOf([darkroom, ...guideCommands], GUIDE_CLAIMS, folder)));
} catch (error) {
  faults.push(String(error instanceof Error ? error.message : error));
} finally {
  await service.close();
  await rm(folder, { recursive: true });
}
for (const fault of faults) console.error(fault);
const count = readmeCommands.length + printedCommands.length + guideCommands.length;
console.log(faults.length === 0 ? `${count} passed, 0 failed` : `0 passed, ${faults.length} failed`);
process.exitCode = faults.length === 0 ? 0 : 1;
