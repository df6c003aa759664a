import { createHmac } from "node:crypto";
import { EDGE_PROBLEMS, type EdgeProblem } from "../../lib/edge-problems.ts";
import { DEFAULT_RUNGS } from "../../lib/url/default-ladder.ts";
import { negotiate } from "../../lib/url/negotiate.ts";
import { settle } from "../../lib/url/rules.ts";
import { extensionOf, variantKey } from "../../lib/url/variant-key.ts";
import { readQuery } from "../lib/url/meaning.ts";
import type { ViewerCase } from "./cases.ts";
import { EARLIER_KEY, SIGNING_KEY } from "./key-value-store.ts";

/** What the edge must answer, by the TypeScript of the ground: a path, or a status and a code. */
export async function expectedAnswer({ uri, rawQuery = "", accept }: ViewerCase): Promise<string> {
  const id = /^\/images\/([0-9a-z]{26})\/transformation$/.exec(uri)?.[1];
  if (id === undefined) return refused("route-unknown");
  const read = await readQuery(rawQuery);
  if ("problem" in read) return refused(read.problem.code);
  const { signature, expires, free = "", widths } = read.parameters;
  const settled = settle(read, signature === undefined ? DEFAULT_RUNGS : "exact");
  if ("problem" in settled) return refused(settled.problem.code);
  if (signature !== undefined) {
    const hasWidth = widths === undefined || widths.split(".").includes(`${settled.transform.width}`);
    if (!hasWidth || !isSigned(uri, rawQuery, signature, free.split("."))) return refused("signature-invalid");
  }
  if (expires !== undefined && expires * 1000 <= Date.now()) return refused("url-expired");
  const extension = extensionOf(settled.transform, negotiate(accept.length === 0 ? undefined : accept.join()));
  return `/${variantKey({ imageId: id, transform: settled.transform, extension })}`;
}

function refused(code: EdgeProblem["code"]): string {
  return `${EDGE_PROBLEMS[code]} ${code}`;
}

/** By the definition of a signature, not by the code under test. */
function isSigned(path: string, rawQuery: string, signature: string, free: readonly string[]): boolean {
  const parts = rawQuery.split("&");
  const at = parts.findIndex((part) => /^(s|%73|sig|signature)=/.test(part));
  const text = at === 0 ? path : `${path}?${parts.slice(0, at).join("&")}`;
  const keys = [...new URLSearchParams(parts.slice(at + 1).join("&")).keys()];
  const right = [SIGNING_KEY, EARLIER_KEY].map(
    ({ id, secret }) => `${id}.${createHmac("sha256", secret).update(text).digest("base64url")}`,
  );
  return keys.every((key) => free.includes(key)) && right.includes(signature);
}
