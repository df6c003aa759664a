import { type Failed, failed } from "../edge-problems.ts";
import { decodeText, MALFORMED_QUERY, type Pair } from "./query.ts";

/**
 * The pairs of a raw query, for whoever wants to show them; the edge reads them as it goes, in `read-query.ts`.
 *
 * @returns e.g. `[["w", "640"]]`, or `query-malformed`
 */
export function splitQuery(rawQuery: string): Pair[] | Failed {
  const pairs: Pair[] = [];
  for (const part of rawQuery.split("&").filter((each) => each !== "")) {
    const equals = `${part}=`.indexOf("=");
    const key = decodeText(part.slice(0, equals));
    const value = decodeText(part.slice(equals + 1));
    if (key === undefined || value === undefined) return failed("query-malformed", MALFORMED_QUERY);
    pairs.push([key, value]);
  }
  return pairs;
}
