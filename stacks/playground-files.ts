import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** What a page reads of the service; the deployment writes it, since only then it is known. */
export const CONFIG_KEY = "config.json";

/** The page that CloudFront asks for at the root. */
export const ROOT_KEY = "index.html";

/** A file of the playground as it was built. */
export interface PlaygroundFile {
  /** e.g. `.build/playground/docs.html` */
  readonly path: string;
  /** Where it is asked for, and its key in the bucket, e.g. `docs`. */
  readonly key: string;
}

/**
 * All files of the playground in one order on every machine.
 *
 * @param folder e.g. `.build/playground`
 * @throws Error when it has not been built
 */
export function playgroundFiles(folder: string): PlaygroundFile[] {
  if (!existsSync(folder)) throw new Error(`${folder} is not there; npm run build makes it.`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return paths.map((path) => ({ path, key: keyOf(relative(folder, path).replaceAll("\\", "/")) }));
}

/**
 * The paths at which the playground answers.
 *
 * The root stands under both of its names: whether CloudFront's function sees the one that was asked or the root's object,
 * its pages do not say.
 *
 * @returns e.g. `["/", "/assets/playground.js", "/index.html", "/config.json"]`
 */
export function playgroundPaths(folder: string): string[] {
  const keys = [...playgroundFiles(folder).map(({ key }) => key), CONFIG_KEY];
  return ["/", ...keys.map((key) => `/${key}`)];
}

/** A page is asked for without its ending, `/docs`; the root's is what CloudFront asks for by itself. */
function keyOf(name: string): string {
  return name === ROOT_KEY ? name : name.replace(/(\/index)?\.html$/, "");
}
