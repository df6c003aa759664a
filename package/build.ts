import { ensureBuilt } from "../stacks/build/ensure-built.ts";
import { buildPackage } from "./package-folder.ts";

/** Builds all that is deployed, and the package that others install: `npm run package`. */
const buildFolder = await ensureBuilt();
console.log(await buildPackage(`${buildFolder}/package`, buildFolder));
