import { join } from "node:path";
import { LAMBDA_ENTRIES } from "./entries.ts";
import { bundleLambda, type LambdaBundle } from "./lambda-bundle.ts";
import { addFonts } from "./lambda-fonts.ts";
import { addSharp, installSharp } from "./lambda-sharp.ts";
import { type SealedFolder, sealFolder } from "./sealed-folder.ts";

/** Bytes of a zip that Lambda fetches and unpacks before a cold start. */
const ZIP_BYTES = 10_000_000;

/** Bytes of our own code in it, compressed; sharp, libvips and fonts lie beside it. */
const CODE_BYTES = 400_000;

/** Bytes of code, not compressed, that a cold start reads: those of S3, DynamoDB and our own, and no other service's. */
const START_BYTES = 600_000;

/** One Lambda folder that is ready to deploy. */
export interface BuiltLambda extends LambdaBundle, SealedFolder {
  readonly name: string;
  /** Bytes of a zip of our own code alone. */
  readonly codeBytes: number;
}

/**
 * Builds all Lambda folders, one after the other.
 *
 * @param buildFolder e.g. `.build`
 * @param entries each folder's name and the file that it is made from
 * @throws what esbuild or npm has to say, or Error for a folder that is too large; those built before it are left
 */
export async function buildLambdas(buildFolder: string, entries = LAMBDA_ENTRIES): Promise<BuiltLambda[]> {
  const built: BuiltLambda[] = [];
  for (const [name, entry] of Object.entries(entries)) built.push(await buildLambda(buildFolder, name, entry));
  return built;
}

async function buildLambda(buildFolder: string, name: string, entry: string): Promise<BuiltLambda> {
  const folder = join(buildFolder, name);
  const bundle = await bundleLambda(entry, folder);
  const { zipBytes: codeBytes } = await sealFolder(folder);
  if (bundle.usesSharp) await addSharp(await installSharp(join(buildFolder, "sharp"), "package-lock.json"), folder);
  await addFonts(bundle.fontFolders);
  const built = { name, codeBytes, ...bundle, ...(await sealFolder(folder)) };
  refuseLarge(built);
  return built;
}

type LambdaSizes = Pick<BuiltLambda, "name" | "startBytes" | "codeBytes" | "zipBytes">;

/** @throws Error with the size */
export function refuseLarge({ name, startBytes, codeBytes, zipBytes }: LambdaSizes): void {
  if (startBytes > START_BYTES)
    throw new Error(`${name} reads ${startBytes} bytes of code at once; at most ${START_BYTES} start fast`);
  if (codeBytes > CODE_BYTES)
    throw new Error(`${name} has ${codeBytes} bytes of code; at most ${CODE_BYTES} start fast`);
  if (zipBytes > ZIP_BYTES) throw new Error(`${name} is ${zipBytes} bytes as a zip; at most ${ZIP_BYTES} start fast`);
}
