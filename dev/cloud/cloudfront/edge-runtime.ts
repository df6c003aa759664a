import { createHash, createHmac } from "node:crypto";
import { createContext, runInContext, Script } from "node:vm";

/**
 * Milliseconds that code in the runtime may compute without a pause. CloudFront's own limit is far below it; they go by the
 * clock, and a busy machine keeps a process waiting for more than a second.
 */
const COMPUTE_MS = 3_000;

/** What V8 has and CloudFront's engine has not: a function that uses it must fail here as it would there. */
const REMOVALS = `
  "use strict";
  var globals = ["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry", "Proxy", "Reflect", "Intl",
    "BigInt", "SharedArrayBuffer", "Atomics", "WebAssembly", "Iterator"];
  for (var name of globals) delete globalThis[name];
  for (var name of ["from", "fromAsync"]) delete Array[name];
  for (var name of ["fromEntries", "groupBy", "hasOwn"]) delete Object[name];
  for (var name of ["flat", "flatMap", "at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"])
    delete Array.prototype[name];
  for (var name of ["at", "matchAll", "isWellFormed", "toWellFormed"]) delete String.prototype[name];
`;

const MODULES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["crypto", { createHash, createHmac }],
  ["buffer", { Buffer }],
]);

/** The JavaScript world of a CloudFront Function. */
export interface EdgeRuntime {
  /** The value of an expression, evaluated inside. */
  evaluate(source: string, fileName: string): unknown;
  /**
   * Calls a function of the runtime, and everything that its settled promises set off.
   *
   * @throws Error when that computes for too long, and what the function throws
   */
  enter(step: () => void): void;
  /** The `require` that functions are given. */
  require(name: string): unknown;
}

/**
 * Makes a world with the globals of runtime 2.0, apart from this process.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function createEdgeRuntime(): EdgeRuntime {
  const globals = { Buffer, TextEncoder, TextDecoder, atob, btoa, console, runtimeStep: () => {} };
  const context = createContext(globals, {
    codeGeneration: { strings: false, wasm: false },
    // Only so does the time limit cover what runs after an `await`.
    microtaskMode: "afterEvaluate",
  });
  runInContext(`(function () { ${REMOVALS} })()`, context);
  const callStep = new Script("runtimeStep()");
  return {
    evaluate: (source, fileName) => new Script(source, { filename: fileName }).runInContext(context),
    enter: (step) => {
      globals.runtimeStep = step;
      callStep.runInContext(context, { timeout: COMPUTE_MS });
    },
    require: (name) => {
      const module = MODULES.get(name);
      if (module === undefined) throw new Error(`CloudFront Functions have no module ${name}`);
      return module;
    },
  };
}
