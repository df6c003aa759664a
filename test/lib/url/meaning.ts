import type { EdgeProblem } from "../../../lib/edge-problems.ts";
import { COLOR_NAMES } from "../../../lib/url/color-names.ts";
import { DEFAULT_RUNGS } from "../../../lib/url/default-ladder.ts";
import { resolveColorNames } from "../../../lib/url/named-colors.ts";
import type { Transform } from "../../../lib/url/parameters.ts";
import type { Read } from "../../../lib/url/read-parameters.ts";
import { readQuery as readRawQuery } from "../../../lib/url/read-query.ts";
import type { Refused } from "../../../lib/url/refusal.ts";
import { type Sizes, settle } from "../../../lib/url/rules.ts";

const COLORS: ReadonlyMap<string, string> = new Map(Object.entries(COLOR_NAMES));

/** What a raw query means: a transform, or the code of the problem with it. */
export type Meaning = { readonly transform: Transform } | { readonly code: EdgeProblem["code"] };

/** Reads a raw query from its first `&` to the settled transform. */
export async function meaningOf(rawQuery: string, sizes: Sizes = DEFAULT_RUNGS): Promise<Meaning> {
  const read = await readQuery(rawQuery);
  const settled = "problem" in read ? read : settle(read, sizes);
  return "problem" in settled ? { code: settled.problem.code } : { transform: settled.transform };
}

/** Reads a raw query up to its parameters, each by itself. */
export async function readQuery(rawQuery: string): Promise<Read | Refused> {
  const read = readRawQuery(rawQuery);
  return "problem" in read ? read : resolveColorNames(read, async (name) => COLORS.get(name));
}

/** The transform of a raw query that is known to have one. */
export async function transformOf(rawQuery: string, sizes: Sizes = DEFAULT_RUNGS): Promise<Transform> {
  const meaning = await meaningOf(rawQuery, sizes);
  if ("code" in meaning) throw new Error(`${rawQuery} is refused: ${meaning.code}`);
  return meaning.transform;
}

/** The problem code of a raw query that is known to be refused. */
export async function refusalOf(rawQuery: string): Promise<EdgeProblem["code"]> {
  const meaning = await meaningOf(rawQuery);
  if ("transform" in meaning) throw new Error(`${rawQuery} is accepted as ${JSON.stringify(meaning.transform)}`);
  return meaning.code;
}
