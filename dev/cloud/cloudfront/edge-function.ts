import type { EdgeRequest, EdgeResponse, ViewerRequestEvent } from "./edge-event.ts";
import { createEdgeRuntime, type EdgeRuntime } from "./edge-runtime.ts";

/** Milliseconds until a function must have answered, reads of its KeyValueStore included. */
const ANSWER_MS = 5_000;

export interface EdgeFunction {
  /**
   * Answers one event with a request to carry on with, or with a response.
   *
   * @throws Error when the function throws, takes too long, or returns neither
   */
  run(event: ViewerRequestEvent): Promise<EdgeRequest | EdgeResponse>;
}

type Call = (
  event: string,
  rawQuery: string | undefined,
  askKey: (key: string, found: (value: string) => void, missing: (message: string) => void) => void,
  done: (answer: string | undefined) => void,
  failed: (error: unknown) => void,
) => void;

/** Runs inside: values cross the border as text, so that every object in there is of the runtime's own kind. */
const CALLER = `(function (makeHandler, require) {
  "use strict";
  return function (event, rawQuery, askKey, done, failed) {
    function get(key, options) {
      return new Promise(function (resolve, reject) {
        askKey(key, resolve, function (message) { reject(new Error(message)); });
      }).then(function (text) { return options && options.format === "json" ? JSON.parse(text) : text; });
    }
    function exists(key) {
      return get(key).then(function () { return true; }, function () { return false; });
    }
    var store = { get: get, exists: exists };
    var cloudfront = { kvs: function () { return store; }, edgeLocation: { name: "LOC" } };
    var argument = JSON.parse(event);
    argument.request.rawQueryString = function () { return rawQuery; };
    var handler = makeHandler(cloudfront, require);
    Promise.resolve(handler(argument)).then(function (answer) { return JSON.stringify(answer); }).then(done, failed);
  };
})`;

/**
 * Loads the built bytes of a CloudFront Function.
 *
 * Its global code runs anew for every event, as it does in CloudFront: nothing is remembered between two.
 *
 * @param code begins with `import cf from"cloudfront";` if it uses that module; has a global function `handler`
 * @param keyValueStore rejects for a key that the store does not have
 * @throws SyntaxError when the code cannot be parsed
 */
export function loadEdgeFunction(code: string, keyValueStore: (key: string) => Promise<string>): EdgeFunction {
  const runtime = createEdgeRuntime();
  const makeHandler = runtime.evaluate(handlerMaker(code), "cloudfront-function.js");
  const prepare = runtime.evaluate(CALLER, "cloudfront-runtime.js") as (make: unknown, require: unknown) => Call;
  const call = prepare(makeHandler, runtime.require);

  return {
    run: async (event) => {
      const answer = await callWithinTime(runtime, call, event, keyValueStore);
      if (isRequest(answer) || isResponse(answer)) return answer;
      throw new Error("The function returned neither a request with a uri nor a response with a statusCode");
    },
  };
}

/** On one line with the code's first, so that line numbers of errors are those of the bytes. */
function handlerMaker(code: string): string {
  const cloudfront = /^\s*import\s+([\w$]+)\s+from\s*["']cloudfront["'];?/.exec(code);
  const body = cloudfront === null ? code : code.slice(cloudfront[0].length);
  return `(function (${cloudfront?.[1] ?? "cloudfront"}, require) { "use strict"; ${body}\nreturn handler; })`;
}

function callWithinTime(
  runtime: EdgeRuntime,
  call: Call,
  event: ViewerRequestEvent,
  keyValueStore: (key: string) => Promise<string>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => failed(new Error(`No answer within ${ANSWER_MS} ms`)), ANSWER_MS);
    enter(() => call(JSON.stringify(event), event.request.rawQueryString(), askKey, done, failed));

    function enter(step: () => void): void {
      try {
        runtime.enter(step);
      } catch (error) {
        failed(error);
      }
    }
    function askKey(key: string, found: (value: string) => void, missing: (message: string) => void): void {
      keyValueStore(key).then(
        (value) => enter(() => found(value)),
        (error) => enter(() => missing(String(error))),
      );
    }
    function done(answer: string | undefined): void {
      clearTimeout(timer);
      resolve(answer === undefined ? undefined : JSON.parse(answer));
    }
    function failed(error: unknown): void {
      clearTimeout(timer);
      reject(new Error("The CloudFront Function failed", { cause: error }));
    }
  });
}

function isRequest(answer: unknown): answer is EdgeRequest {
  return (
    isObject(answer) && typeof answer.uri === "string" && answer.uri.startsWith("/") && isObject(answer.querystring)
  );
}

function isResponse(answer: unknown): answer is EdgeResponse {
  return isObject(answer) && Number.isInteger(answer.statusCode);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
