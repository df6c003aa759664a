import { isDeepStrictEqual } from "node:util";
import { loadEdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { DIALECTS } from "../../lib/url/dialects/dialects.ts";
import { buildEdgeFunction } from "../../stacks/build/edge-function.ts";
import type { RowChoice } from "../../stacks/build/edge-rows.ts";
import { DIALECT_ENTRIES } from "../../stacks/build/entries.ts";
import { ACCEPTED_CALLS, TOKENLESS_CALLS, TOO_LARGE_CALLS } from "./api-calls.ts";
import { VIEWER_CASES } from "./cases.ts";
import { foreignCall } from "./dialects/foreign-call.ts";
import { REFUSED_URLS } from "./dialects/refused-urls.ts";
import { FOREIGN_URLS } from "./dialects/urls.ts";
import { type EdgeCall, eventOf, viewerCall } from "./edge-call.ts";
import { checkBudgets, checkForeignBudget } from "./instruction-budgets.ts";
import { readStore } from "./key-value-store.ts";
import { njsAnswers } from "./njs-answers.ts";

/** Runs the built bytes in njs as well, and compares each answer with the sandbox of the local edge. */
async function compare(
  entry: string,
  calls: readonly EdgeCall[],
  rows: RowChoice = "all",
): Promise<{ passed: number; failed: number }> {
  const { code } = await buildEdgeFunction(entry, rows);
  const sandboxed = loadEdgeFunction(code, readStore);
  const answers = await njsAnswers(code, calls);
  let passed = 0;
  for (const [index, call] of calls.entries()) {
    const expected = await sandboxed.run(eventOf(call));
    if (isDeepStrictEqual(answers[index], JSON.parse(JSON.stringify(expected)))) passed++;
    else
      console.error(
        `${entry} ${JSON.stringify(call)}\n  njs: ${JSON.stringify(answers[index])}\n  vm:  ${JSON.stringify(expected)}`,
      );
  }
  return { passed, failed: calls.length - passed };
}

async function inTurn<T, Result>(all: readonly T[], act: (each: T) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const each of all) results.push(await act(each));
  return results;
}

try {
  const results = [
    await compare("edge/viewer-request.ts", VIEWER_CASES.map(viewerCall)),
    await checkBudgets((await buildEdgeFunction("edge/viewer-request.ts")).code),
    ...(await inTurn(DIALECTS, async (dialect) => {
      const urls = [...FOREIGN_URLS, ...REFUSED_URLS].filter((each) => each.dialect === dialect);
      const calls = urls.map(({ url }) => foreignCall(url));
      return compare(DIALECT_ENTRIES[dialect], calls, dialect);
    })),
    ...(await inTurn(DIALECTS, async (dialect) =>
      checkForeignBudget(dialect, (await buildEdgeFunction(DIALECT_ENTRIES[dialect], dialect)).code),
    )),
    await compare("edge/api-request.ts", [...ACCEPTED_CALLS, ...TOKENLESS_CALLS, ...TOO_LARGE_CALLS]),
  ];
  const failed = results.reduce((sum, each) => sum + each.failed, 0);
  console.log(`${results.reduce((sum, each) => sum + each.passed, 0)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
