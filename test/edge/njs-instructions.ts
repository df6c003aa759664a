import type { EdgeCall } from "./edge-call.ts";
import { runInNjs } from "./njs-script.ts";

/** Counts every machine instruction of a process, and models no cache. */
const COUNTER = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];

const REPEATS = 20;

function driver(repeats: number): string {
  return `
async function answer() {
  var request = Object.assign({}, calls[0].event.request);
  request.rawQueryString = function () { return calls[0].rawQuery; };
  var answered = await handler({ request: request });
  return answered;
}
async function repeat() {
  for (var i = 0; i < ${repeats}; i++) { await answer(); }
}
repeat();
`;
}

/**
 * What one call costs in njs: machine instructions, as many as the processor carries out, whatever its speed.
 *
 * A process that answers often is compared with one that answers once, so that starting and compiling do not count; nor
 * does the code outside of functions, which njs runs once.
 *
 * @throws Error when there is no `njs` or no `valgrind`
 */
export async function instructionsOf(code: string, call: EdgeCall): Promise<number> {
  const once = await instructionsOfProcess(code, call, 1);
  const often = await instructionsOfProcess(code, call, 1 + REPEATS);
  return Math.round((often - once) / REPEATS);
}

async function instructionsOfProcess(code: string, call: EdgeCall, repeats: number): Promise<number> {
  const { stderr } = await runInNjs(code, [call], driver(repeats), COUNTER);
  const counted = /I\s+refs:\s+([\d,]+)/.exec(stderr)?.[1];
  if (counted === undefined) throw new Error(`valgrind counted nothing:\n${stderr}`);
  return Number(counted.replaceAll(",", ""));
}
