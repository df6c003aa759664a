import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { readByteRange } from "./byte-range.ts";
import { type EdgeAnswer, problemAnswer } from "./edge-answer.ts";
import { fieldText, type HeaderFields, withoutFields } from "./header-fields.ts";

/**
 * What a viewer gets of a whole object: nothing new (304), a part (206, 416), or all of it.
 *
 * @see RFC 9110 §13.2.2
 */
export function conditionalAnswer(request: IncomingMessage, answer: EdgeAnswer): EdgeAnswer {
  if (answer.status !== 200) return answer;
  if (isUnchanged(request.headers, answer.headers)) return notModified(answer);
  const { range } = request.headers;
  if (range === undefined || request.method !== "GET" || !rangeStillHolds(request.headers, answer.headers))
    return answer;
  return partOf(answer, range);
}

function isUnchanged(asked: IncomingHttpHeaders, has: HeaderFields): boolean {
  const known = asked["if-none-match"];
  if (known !== undefined) return known.trim() === "*" || entityTags(known).includes(opaqueTag(fieldText(has, "etag")));
  const since = asked["if-modified-since"];
  const lastModified = fieldText(has, "last-modified");
  return since !== undefined && lastModified !== undefined && Date.parse(lastModified) <= Date.parse(since);
}

/** Weak comparison: RFC 9110 §8.8.3.2. */
function entityTags(list: string): string[] {
  return [...list.matchAll(/(?:W\/)?("[^"]*")/g)].map((match) => match[1]!);
}

function opaqueTag(tag: string | undefined): string {
  return tag?.replace(/^W\//, "") ?? "";
}

/** If-Range wants the strong comparison: RFC 9110 §13.1.5. */
function rangeStillHolds(asked: IncomingHttpHeaders, has: HeaderFields): boolean {
  const condition = asked["if-range"];
  if (condition === undefined) return true;
  if (typeof condition !== "string" || condition.startsWith("W/")) return false;
  return condition.startsWith('"')
    ? condition === fieldText(has, "etag")
    : condition === fieldText(has, "last-modified");
}

function notModified(answer: EdgeAnswer): EdgeAnswer {
  const headers = withoutFields(answer.headers, ["content-type", "content-length", "content-encoding"]);
  return { ...answer, status: 304, headers, body: Buffer.alloc(0) };
}

function partOf(answer: EdgeAnswer, header: string): EdgeAnswer {
  const size = answer.body.length;
  const range = readByteRange(header, size);
  if (range === undefined) return answer;
  if (range === "unsatisfiable") {
    const contentRange = { "content-range": `bytes */${size}` };
    return problemAnswer("range-unsatisfiable", `The object has ${size} bytes.`, contentRange);
  }
  const headers = { ...answer.headers, "content-range": `bytes ${range.start}-${range.end}/${size}` };
  return { ...answer, status: 206, headers, body: answer.body.subarray(range.start, range.end + 1) };
}
