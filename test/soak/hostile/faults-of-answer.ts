import type { RawAnswer } from "./raw-exchange.ts";

/** What no answer may tell: files, stacks, names of buckets and tables, keys, other servers of this machine. */
const INTERNALS = /node_modules|\.[tj]s:\d+|darkroom-(originals|variants|images|users)|AKIA|\/tmp\/|BEGIN [A-Z ]*KEY/;

/** Seconds for which the edge may keep an error. */
const ERROR_SECONDS = 10;

const GATEWAYS_OWN = 413;

/** What is wrong with an answer to a hostile request, each a sentence; whatever was asked, it is one of ours. */
export function faultsOfAnswer({ status, headers, body }: RawAnswer, isHead: boolean): readonly string[] {
  const field = (name: string) => headers.find(([each]) => each === name)?.[1] ?? "";
  const text = body.subarray(0, 10_000).toString("latin1");
  const age = Number(/max-age=(\d+)/.exec(field("cache-control"))?.[1] ?? 0);
  // What the gateway refuses by itself has its own shape.
  const isProblem = field("content-type") === "application/problem+json" || status === GATEWAYS_OWN;
  return [
    ...(status >= 500 ? [`it was answered ${status}: ${text}`] : []),
    ...(status >= 400 && !isProblem ? [`${status} is no problem answer: ${text}`] : []),
    ...(status >= 400 && !isHead && !/"(code|message)":/.test(text) ? [`${status} says nothing: ${text}`] : []),
    ...(status >= 400 && age > ERROR_SECONDS ? [`${status} is kept for ${age} s`] : []),
    ...(status >= 400 && INTERNALS.test(text) ? [`it tells internals: ${text}`] : []),
    ...(headers.some(([name]) => name.includes("canary")) ? ["it has a header of the client's making"] : []),
  ];
}
