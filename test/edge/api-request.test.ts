import { beforeAll, expect, test } from "vitest";
import type { EdgeFunction } from "../../dev/cloud/cloudfront/edge-function.ts";
import { ACCEPTED_CALLS, TOKENLESS_CALLS, TOO_LARGE_CALLS } from "./api-calls.ts";
import { builtFunction, eventOf, outcomeOf } from "./edge-call.ts";

let built: EdgeFunction;
beforeAll(async () => {
  built = await builtFunction("edge/api-request.ts");
});

test.each(ACCEPTED_CALLS)("$method $uri with $headers goes on untouched", async (call) => {
  const { rawQueryString, ...request } = eventOf(call).request;
  expect(await built.run(eventOf(call))).toEqual(request);
});

test.each(TOO_LARGE_CALLS)("$method $uri with $headers is answered as too large", async (call) => {
  expect(outcomeOf(await built.run(eventOf(call)))).toBe("413 body-too-large");
});

test.each(TOKENLESS_CALLS)("$method $uri without a token is answered before the gateway", async (call) => {
  const answer = await built.run(eventOf(call));
  expect(outcomeOf(answer)).toBe("401 token-missing");
  expect(answer.headers).toMatchObject({ "www-authenticate": { value: "Bearer" } });
});

test("a picture that is too large for PUT is told of POST", async () => {
  const answer = await built.run(eventOf(TOO_LARGE_CALLS[0]!));
  expect(JSON.stringify(answer)).toContain("POST /upload");
});
