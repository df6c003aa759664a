import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { LAMBDA_ENTRIES } from "./entries.ts";
import { bundleLambda } from "./lambda-bundle.ts";
import { installSharp } from "./lambda-sharp.ts";

/** What one Lambda folder holds, sharp aside. */
export type BuiltLambda = { readonly name: string; readonly sizeBytes: number; readonly usesSharp: boolean };

/**
 * Builds all Lambda folders, one after the other.
 *
 * @param buildFolder e.g. `.build`
 * @throws what esbuild or npm has to say; folders built before it are left
 */
export async function buildLambdas(buildFolder: string): Promise<BuiltLambda[]> {
  const built: BuiltLambda[] = [];
  for (const [name, entry] of Object.entries(LAMBDA_ENTRIES)) {
    const folder = join(buildFolder, name);
    const bundle = await bundleLambda(entry, folder);
    if (bundle.usesSharp) await installSharp(folder, manifest.dependencies.sharp);
    built.push({ name, ...bundle });
  }
  return built;
}
