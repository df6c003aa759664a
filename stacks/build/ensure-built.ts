import { join } from "node:path";
import { buildEdgeFunctions } from "./edge-functions.ts";
import { buildLambdas } from "./lambdas.ts";
import { buildPlayground } from "./playground.ts";

const BUILD_FOLDER = ".build";

/**
 * Builds all that is deployed, and prints what came of it: the playground, the edge's scripts, a folder for each
 * Lambda function. Run in the repository's root, as `npm run` and `npx sst` do.
 *
 * @returns the folder that holds it all, `.build`
 * @throws Error with every fault named when something would not run, or fit, in the cloud
 */
export async function ensureBuilt(): Promise<string> {
  const playground = join(BUILD_FOLDER, "playground");
  await buildPlayground("web", playground);
  for (const { file, sizeBytes } of await buildEdgeFunctions(join(BUILD_FOLDER, "edge"), playground)) {
    console.log(`${file}  ${sizeBytes} bytes`);
  }
  for (const { name, codeBytes, zipBytes, usesSharp, startsWithSharp, sha256 } of await buildLambdas(BUILD_FOLDER)) {
    const sharp = startsWithSharp ? " with sharp" : usesSharp ? " with sharp, loaded when needed" : "";
    const sizes = `zip ${zipBytes} bytes, own code ${codeBytes}`;
    console.log(`${join(BUILD_FOLDER, name)}  ${sizes}${sharp}  ${sha256.slice(0, 12)}`);
  }
  return BUILD_FOLDER;
}
