import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { buildEdgeFunction } from "../../stacks/build/edge-function.ts";
import { EDGE_ENTRIES } from "../../stacks/build/entries.ts";

const MISSING_AT_THE_EDGE = [
  ...["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "Proxy", "Reflect", "Intl", "BigInt", "WebAssembly"],
  ...["Array.from", "Object.fromEntries", "Array.prototype.flat", "Array.prototype.flatMap", "Array.prototype.at"],
  ...["String.prototype.at", "String.prototype.matchAll", "String.prototype.replaceAll", "String.prototype.normalize"],
];

test.each(EDGE_ENTRIES)("CloudFront takes %s as it is built", async (entry) => {
  const { code, sizeBytes } = await buildEdgeFunction(entry);
  expect(sizeBytes).toBe(Buffer.byteLength(code));
});

test.each(EDGE_ENTRIES)("%s starts in an engine that has only what CloudFront has", async (entry) => {
  const { code } = await buildEdgeFunction(entry);
  const store = { get: async () => "" };
  const context = createContext({ require: createRequire(import.meta.url), Buffer, cf: { kvs: () => store } });
  const withoutTheRest = MISSING_AT_THE_EDGE.map((name) => `delete globalThis.${name};`).join("");
  const script = code.replace(/^import (\w+) from"cloudfront";/, "var $1=cf;");
  expect(runInContext(`${withoutTheRest}${script};typeof handler`, context)).toBe("function");
});
