import { ensureBuilt } from "./ensure-built.ts";
import { buildPackage } from "./package-folder.ts";

/** Builds all that is deployed, and the package by which others deploy it from an app of their own: `npm run package`. */
console.log(await buildPackage(await ensureBuilt()));
