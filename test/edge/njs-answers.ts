import type { EdgeCall } from "./edge-call.ts";
import { runInNjs } from "./njs-script.ts";

/** In njs' own dialect; calls and answers cross the border as one line of JSON each. */
const DRIVER = `
async function answerOf(call) {
  call.event.request.rawQueryString = function () { return call.rawQuery; };
  try {
    var answer = await handler(call.event);
    return JSON.stringify(answer);
  } catch (error) {
    return JSON.stringify({ thrown: String(error) });
  }
}
async function answerAll() {
  for (var i = 0; i < calls.length; i++) {
    var line = await answerOf(calls[i]);
    console.log(line);
  }
}
answerAll();
`;

/**
 * The answers of an edge function's built bytes in njs.
 *
 * @returns one answer a call, or `{ thrown }`
 * @throws Error when there is no `njs` to run
 */
export async function njsAnswers(code: string, calls: readonly EdgeCall[]): Promise<unknown[]> {
  const { stdout } = await runInNjs(code, calls, DRIVER);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
