import { createHmac } from "node:crypto";
import { EDGE_PROBLEMS, type EdgeProblem } from "../../lib/edge-problems.ts";
import { DEFAULT_LADDER } from "../../lib/url/default-ladder.ts";
import { negotiate } from "../../lib/url/negotiate.ts";
import { settle } from "../../lib/url/rules.ts";
import { extensionOf, variantKey } from "../../lib/url/variant-key.ts";
import { readQuery } from "../lib/url/meaning.ts";
import { IMAGE_ID, type ViewerCase } from "./cases.ts";
import { SIGNING_KEY } from "./key-value-store.ts";

/** What the edge must answer, by the TypeScript of the ground: a path, or a status and a code. */
export async function expectedAnswer({ uri, rawQuery = "", accept }: ViewerCase): Promise<string> {
  if (uri !== `/images/${IMAGE_ID}/transformation`) return refused("route-unknown");
  const read = await readQuery(rawQuery);
  if ("problem" in read) return refused(read.problem.code);
  const { signature, expires } = read.parameters;
  if (signature !== undefined && !isSigned(uri, rawQuery, signature)) return refused("signature-invalid");
  if (expires !== undefined && expires * 1000 <= Date.now()) return refused("url-expired");
  const settled = settle(read, signature === undefined ? DEFAULT_LADDER : "exact");
  if ("problem" in settled) return refused(settled.problem.code);
  const extension = extensionOf(settled.transform, negotiate(accept.length === 0 ? undefined : accept.join()));
  return `/${variantKey({ imageId: IMAGE_ID, transform: settled.transform, extension })}`;
}

function refused(code: EdgeProblem["code"]): string {
  return `${EDGE_PROBLEMS[code]} ${code}`;
}

/** By the definition of a signature, not by the code under test. */
function isSigned(path: string, rawQuery: string, signature: string): boolean {
  const before = rawQuery.slice(0, Math.max(0, rawQuery.lastIndexOf("&")));
  const mac = createHmac("sha256", SIGNING_KEY.secret).update(before === "" ? path : `${path}?${before}`);
  return rawQuery.endsWith(`=${signature}`) && signature === `${SIGNING_KEY.id}.${mac.digest("base64url")}`;
}
