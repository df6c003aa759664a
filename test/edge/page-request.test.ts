import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EdgeFunction, loadEdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { buildPageFunction } from "../../stacks/build/page-function.ts";
import { eventOf, outcomeOf } from "./edge-call.ts";
import { readStore } from "./key-value-store.ts";

let folder: string;
let built: EdgeFunction;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "page-request-"));
  const playground = join(folder, "playground");
  await mkdir(join(playground, "assets"), { recursive: true });
  for (const name of ["index.html", "docs.html", "assets/playground.js"]) await writeFile(join(playground, name), "");
  const { code } = await buildPageFunction(playground, join(folder, "entry.ts"));
  built = loadEdgeFunction(code, readStore);
});
afterAll(() => rm(folder, { recursive: true }));

const outcome = async (method: string, uri: string) =>
  outcomeOf(await built.run(eventOf({ method, uri, headers: {}, rawQuery: undefined })));

test.each(["/", "/index.html", "/docs", "/config.json", "/assets/playground.js"])("%s is read", async (uri) => {
  expect([await outcome("GET", uri), await outcome("HEAD", uri)]).toEqual([uri, uri]);
});

test.each([["/assets/nothing.js"], ["/assets/"], ["/docs.html"], ["/docs/"], ["//"], ["/Docs"], ["/constructor"]])(
  "%s is not there, which is a problem and no page",
  async (uri) => {
    expect(await outcome("GET", uri)).toBe("404 route-unknown");
  },
);

test.each(["OPTIONS", "PUT", "POST", "PATCH", "DELETE"])("%s reaches no page's bucket", async (method) => {
  expect(await outcome(method, "/docs")).toBe("404 route-unknown");
});
