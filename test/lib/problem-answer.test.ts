import { expect, test } from "vitest";
import { EDGE_PROBLEMS } from "../../lib/edge-problems.ts";
import { PROBLEMS, RETRY_SECONDS } from "../../lib/problem.ts";
import { problemBody, problemCaching } from "../../lib/problem-answer.ts";

const problems = Object.entries(PROBLEMS);

test("a problem's body has what RFC 9457 asks for, and a code", () => {
  const body = problemBody(400, "Bad Request", { code: "parameter-unknown", detail: 'a "quoted"\n key' });
  expect(JSON.parse(body)).toEqual({
    ...{ type: "about:blank", title: "Bad Request", status: 400 },
    ...{ code: "parameter-unknown", detail: 'a "quoted"\n key' },
  });
});

test("only what a URL can never mean is kept, and for ten seconds at most", () => {
  for (const [code, status] of problems) {
    const caching = problemCaching(status);
    expect(caching, code).toBe([400, 404].includes(status) ? "max-age=10" : "no-store");
  }
});

test("codes are words with hyphens, and every status is a failure", () => {
  for (const [code, status] of problems) {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(status >= 400 && status <= 599, code).toBe(true);
  }
});

test("what the edge answers has the same status everywhere", () => {
  expect(PROBLEMS).toMatchObject(EDGE_PROBLEMS);
});

test("whatever is ours or the cloud's says when to ask again", () => {
  const ours = problems.filter(([, status]) => status >= 500 || status === 429).map(([code]) => code);
  expect(Object.keys(RETRY_SECONDS)).toEqual(expect.arrayContaining(ours));
});
