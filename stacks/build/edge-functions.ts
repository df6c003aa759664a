import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { DIALECTS } from "../../lib/url/dialects/dialects.ts";
import { buildEdgeFunction } from "./edge-function.ts";
import { DIALECT_ENTRIES, EDGE_ENTRIES } from "./entries.ts";
import { buildPageFunction } from "./page-function.ts";

/** A script that is ready to deploy. */
export interface BuiltEdgeFunction {
  readonly file: string;
  readonly sizeBytes: number;
}

/** The function that has a smaller form beside it, `viewer-request.core.js`: the way out should CloudFront find it too slow. */
const WITH_CORE = "edge/viewer-request.ts";

/**
 * Builds all CloudFront Functions.
 *
 * @param folder e.g. `.build/edge`
 * @param playground e.g. `.build/playground`, built
 * @throws what `buildEdgeFunction` throws
 */
export async function buildEdgeFunctions(folder: string, playground: string): Promise<BuiltEdgeFunction[]> {
  await mkdir(folder, { recursive: true });
  const built: BuiltEdgeFunction[] = [];
  for (const entry of EDGE_ENTRIES) {
    const file = join(folder, basename(entry, ".ts"));
    built.push(await write(`${file}.js`, await buildEdgeFunction(entry)));
    if (entry === WITH_CORE) built.push(await write(`${file}.core.js`, await buildEdgeFunction(entry, "core")));
  }
  for (const dialect of DIALECTS) {
    const script = await buildEdgeFunction(DIALECT_ENTRIES[dialect], dialect);
    built.push(await write(join(folder, `${dialect}.dialect.js`), script));
  }
  const page = join(folder, "page-request");
  built.push(await write(`${page}.js`, await buildPageFunction(playground, `${page}.entry.ts`)));
  return built;
}

async function write(file: string, { code, sizeBytes }: { code: string; sizeBytes: number }) {
  await writeFile(file, code);
  return { file, sizeBytes };
}
