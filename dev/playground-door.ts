import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { pagePolicy } from "../lib/page-policy.ts";
import { PROBLEM_TYPE, problemBody } from "../lib/problem-answer.ts";
import type { DoorAnswer } from "./door-answer.ts";

const SOURCE = fileURLToPath(new URL("../web", import.meta.url));

/** As in the cloud, but for this machine's own addresses in the place of all https ones: uploads go to a port of their own. */
const HEADERS = {
  "content-security-policy": pagePolicy(["http://127.0.0.1:*", "http://localhost:*"]),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

const TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
]);

/** Whether a path can only be the playground's. */
export function isPlaygroundPath(path: string): boolean {
  return path === "/" || path.startsWith("/assets/");
}

/**
 * Serves the playground as it is built for the cloud. It is built when somebody first asks for it, which takes a moment,
 * so that nobody else waits.
 *
 * @returns what answers a path, e.g. `/`, `/assets/index-BZ3qX1.js`
 */
export function openPlayground(): (path: string) => Promise<DoorAnswer> {
  let built: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  return async (path) => {
    built ??= buildFiles();
    // One that did not compile is tried again, since somebody is at work on it.
    built.catch(() => {
      built = undefined;
    });
    const body = (await built).get(path);
    if (body === undefined) {
      const detail = "There is nothing at this address.";
      return {
        status: 404,
        type: PROBLEM_TYPE,
        body: problemBody(404, "Not Found", { code: "route-unknown", detail }),
      };
    }
    const type = TYPES.get(path === "/" ? ".html" : extname(path)) ?? "application/octet-stream";
    // A name under /assets/ changes with what is in the file.
    const caching = path === "/" ? "no-cache" : "public, max-age=31536000, immutable";
    return { status: 200, type, body, headers: { ...HEADERS, "cache-control": caching } };
  };
}

async function buildFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { bundlePlayground } = await import("../stacks/build/playground.ts");
  const pages = await bundlePlayground(SOURCE);
  return new Map(pages.map(({ name, bytes }) => [name === "index.html" ? "/" : `/${name}`, bytes]));
}
