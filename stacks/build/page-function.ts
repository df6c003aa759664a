import { rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { playgroundPaths } from "../playground-files.ts";
import { buildEdgeFunction } from "./edge-function.ts";

/**
 * Builds the function that knows the playground's paths by heart: an entry is written for it that names them.
 *
 * @param playground e.g. `.build/playground`, built
 * @param entry where the entry may stand for the while, e.g. `.build/edge/page-request.entry.ts`
 * @throws what `buildEdgeFunction` throws; a playground of some hundred files is over what CloudFront takes
 */
export async function buildPageFunction(playground: string, entry: string) {
  const source = [
    `import { answerPage } from ${JSON.stringify(resolve("edge/page-request.ts"))};`,
    `const PATHS = ${JSON.stringify(playgroundPaths(playground))};`,
    "export function handler(event) { return answerPage(event, PATHS); }",
  ];
  await writeFile(entry, source.join("\n"));
  try {
    return await buildEdgeFunction(entry);
  } finally {
    await rm(entry);
  }
}
