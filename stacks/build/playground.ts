import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** Bytes of the playground's script, gzipped, that a phone loads before anything is there. */
const SCRIPT_BYTES = 60_000;

/** How long a busy machine took is no news. */
const QUIET = { checks: { bundlerTimings: false } };

/** A file of the playground. */
export interface BuiltPage {
  /** e.g. `index.html`, `assets/index-BZ3qX1.js` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Bundles the playground.
 *
 * @param source e.g. `web`
 * @returns `index.html`, and what it needs under names that change with what is in them
 * @throws Error when the script is over 60,000 bytes gzipped, or does not compile
 */
export async function bundlePlayground(source: string): Promise<BuiltPage[]> {
  const made = await build({
    root: resolve(source),
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: QUIET,
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((each) => ("output" in each ? each.output : []));
  const pages = outputs.map((file) => {
    const content = file.type === "chunk" ? file.code : file.source;
    return { name: file.fileName, bytes: typeof content === "string" ? Buffer.from(content) : content };
  });
  checkScripts(pages);
  return pages.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Builds the playground's files.
 *
 * @param folder e.g. `.build/playground`; whatever it held is gone
 * @throws what `bundlePlayground` throws
 */
export async function buildPlayground(source: string, folder: string): Promise<void> {
  const pages = await bundlePlayground(source);
  await rm(folder, { recursive: true, force: true });
  for (const { name, bytes } of pages) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

function checkScripts(pages: readonly BuiltPage[]): void {
  const scripts = pages.filter(({ name }) => name.endsWith(".js"));
  const sizeBytes = scripts.reduce((sum, { bytes }) => sum + gzipSync(bytes).length, 0);
  if (sizeBytes <= SCRIPT_BYTES) return;
  throw new Error(`The playground's script is ${sizeBytes} bytes gzipped; at most ${SCRIPT_BYTES} are accepted`);
}
