import { openAsBlob } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { connect } from "../../client/connect.ts";
import { firstSteps } from "../../dev/first-steps.ts";
import { issueToken } from "../../dev/issuer.ts";
import { type Service, startService } from "../../dev/service.ts";
import { CLAIMS, FIRST_STEPS_CLAIMS } from "./claims.ts";
import { commandsOf, PAGES, PROJECT } from "./fenced-blocks.ts";
import { reasonNotToRun } from "./not-run.ts";
import { type Claim, faultsOf } from "./shell-session.ts";

/**
 * Runs every command of every page, and every line that `npm start` prints, as a stranger would, in a copy of this folder
 * and against a service of its own: `npm run test:docs`, or with the pages that are wanted behind `--`.
 *
 * Needs curl. What is not run stands in `not-run.ts`, with the reason.
 */
// The SDK warns of Node 20 before it drops it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const ADDRESS = "http://127.0.0.1:8787";

/** What a clone does not have, and what is as good from here. */
const NOT_CLONED = new Set([".git", "node_modules", ".build", ".local", "dist"]);

async function cloneOfProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-docs-"));
  await cp(PROJECT, folder, { recursive: true, filter: (path) => !NOT_CLONED.has(basename(path)) });
  await symlink(join(PROJECT, "node_modules"), join(folder, "node_modules"));
  await cp(join(PROJECT, "dev", "demo", "sunset.jpg"), join(folder, "photos", "sunset.jpg"));
  return folder;
}

/** What is to be run: a page's commands, or the printed ones. */
interface Script {
  readonly name: string;
  readonly commands: readonly string[];
  readonly claims: readonly Claim[];
}

function scriptOf(page: string): Script {
  const commands = commandsOf(page).filter((command) => reasonNotToRun(page, command) === undefined);
  return { name: page, commands, claims: CLAIMS[page] ?? [] };
}

/** @returns e.g. `TOKEN=eyJ… ID=01jd3v…` */
async function readmeVariables({ url, issuer }: Service): Promise<string> {
  const token = await issueToken(issuer, "you", "you@example.com");
  const { id } = await connect({ url, token }).upload(await openAsBlob(join(PROJECT, "dev", "demo", "sunset.jpg")));
  return `TOKEN=${token} ID=${id}`;
}

async function printedScript({ url, issuer }: Service): Promise<Script> {
  const printed = await firstSteps(url, await issueToken(issuer, "you", "you@example.com"));
  const commands = printed.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return { name: "npm start", commands, claims: FIRST_STEPS_CLAIMS };
}

const asked = process.argv.slice(2);
const folder = await cloneOfProject();
const service = await startService({ port: 0, dataDir: join(folder, ".local") });
// The service is where no page could know; pages to look things up in go on from the README's token and picture, and the guide
// calls the command as those do who have installed it.
const beforehand = `export DARKROOM_URL=${service.url} ${await readmeVariables(service)}; darkroom() { node ${folder}/client/cli/darkroom.js "$@"; }`;

const faults: string[] = [];
let count = 0;
try {
  const scripts = [...PAGES.map(scriptOf), await printedScript(service)];
  for (const { name, commands, claims } of scripts) {
    if (commands.length === 0 || (asked.length > 0 && !asked.includes(name))) continue;
    console.log(`${name}: ${commands.length} commands`);
    const here = commands.map((command) => command.replaceAll(ADDRESS, service.url));
    const found = await faultsOf([beforehand, ...here], claims, folder).catch((error: Error) => [error.message]);
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    count += commands.length;
  }
} finally {
  await service.close();
  await rm(folder, { recursive: true });
}
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? `${count} passed, 0 failed` : `0 passed, ${faults.length} failed`);
process.exitCode = faults.length === 0 ? 0 : 1;
