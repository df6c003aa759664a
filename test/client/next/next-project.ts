import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTogether } from "../../../dev/open-parts.ts";
import { buildClientPackage } from "../../../package/package-folder.ts";
import manifest from "../../../package.json" with { type: "json" };
import { blocksOf } from "../../docs/fenced-blocks.ts";
import { type Command, startProgram } from "./program.ts";

/** What is installed beside the packed client; exact, so that a run means the same whenever it is. */
const PACKAGES = { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" };

/** Seconds that each step may take: some ten times what it takes. */
const INSTALL_SECONDS = 120;
const BUILD_SECONDS = 120;
const START_SECONDS = 30;

/** No package runs scripts, and a registry that is away is not waited for. */
const QUIETLY = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"];

const APP = fileURLToPath(new URL("app", import.meta.url));
const NEXT = join("node_modules", "next", "dist", "bin", "next");

/** A page of somebody's, as Next serves it. */
export interface NextProject {
  /** e.g. `http://127.0.0.1:36847` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Makes a project of the page in `app/`, with the packed client and what the guide says of loaders, has Next build it, and
 * serves it on a free port.
 *
 * @param variables what the page reads, e.g. `{ PICTURE: "http://127.0.0.1:8787/images/01jd3v…/transformation" }`
 * @throws Error with the last words of what has failed; without the npm registry, that it cannot be installed
 */
export async function startNextProject(variables: Readonly<Record<string, string>>): Promise<NextProject> {
  const folder = await mkdtemp(join(tmpdir(), "darkroom-next-"));
  const environment = { ...variables, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  return openTogether(
    async (opened) => {
      const start = (...command: Command) => opened(startProgram(command, folder, environment));
      await buildClientPackage(join(folder, "package"));
      await start("npm", "pack", "./package").succeed(INSTALL_SECONDS);
      await writeProject(folder);
      await start("npm", "install", ...QUIETLY)
        .succeed(INSTALL_SECONDS)
        .catch(sayWhatItTakes);
      await start(process.execPath, NEXT, "build").succeed(BUILD_SECONDS);
      const server = start(process.execPath, NEXT, "start", "--hostname", "127.0.0.1", "--port", "0");
      const [url] = await server.say(/http:\/\/127\.0\.0\.1:\d+/, START_SECONDS);
      return { url };
    },
    { leave: () => rm(folder, { recursive: true }) },
  );
}

function sayWhatItTakes(cause: unknown): never {
  throw new Error("Next cannot be installed, which takes the npm registry.", { cause });
}

async function writeProject(folder: string): Promise<void> {
  const modules = blocksOf("docs/client.md").filter(({ language }) => language === "js");
  const [setting = "", loader = ""] = modules.map(({ text }) => text);
  const dependencies = { ...PACKAGES, darkroom: `file:darkroom-${manifest.version}.tgz` };
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  await writeFile(join(folder, "next.config.mjs"), setting);
  await writeFile(join(folder, "image-loader.js"), loader);
  await cp(APP, join(folder, "app"), { recursive: true });
}
