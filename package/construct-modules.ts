import { cp } from "node:fs/promises";
import { join } from "node:path";
import { LAMBDA_ENTRIES } from "../stacks/build/entries.ts";
import { compile } from "./compile.ts";

/**
 * Compiles the construct, and lays beside it the code that it deploys.
 *
 * @param folder e.g. `.build/package/dist`
 * @param buildFolder e.g. `.build`, built
 */
export async function buildConstruct(folder: string, buildFolder: string): Promise<void> {
  await compile("package/construct.tsconfig.json", folder);
  for (const name of [...Object.keys(LAMBDA_ENTRIES), "edge", "playground"]) {
    await cp(join(buildFolder, name), join(folder, "code", name), { recursive: true });
  }
}
