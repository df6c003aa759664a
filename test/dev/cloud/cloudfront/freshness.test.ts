import { describe, expect, test } from "vitest";
import { freshnessOf } from "../../../../dev/cloud/cloudfront/freshness.ts";

const POLICY = { minSeconds: 5, defaultSeconds: 100, maxSeconds: 1_000 };
const NOW = Date.parse("2026-01-01T00:00:00Z");

function freshness(status: number, headers: Record<string, string>, policy = POLICY) {
  return freshnessOf({ status, headers }, policy, { 404: 0, 503: 1 }, NOW);
}

test.each([
  ["nothing", {}, 100],
  ["max-age=50", { "cache-control": "max-age=50" }, 50],
  ["s-maxage over max-age", { "cache-control": "max-age=50, s-maxage=70" }, 70],
  ["a quoted age", { "cache-control": 'max-age="50"' }, 50],
  ["upper case", { "cache-control": "PUBLIC, MAX-AGE=50" }, 50],
  ["less than the minimum", { "cache-control": "max-age=1" }, 5],
  ["more than the maximum", { "cache-control": "s-maxage=31536000" }, 1_000],
  ["an unreadable age", { "cache-control": "max-age=soon" }, 100],
  ["no-store", { "cache-control": "no-store, max-age=50" }, 5],
  ["no-cache", { "cache-control": "no-cache" }, 5],
  ["private", { "cache-control": "private, max-age=50" }, 5],
  ["Expires", { expires: "Thu, 01 Jan 2026 00:00:30 GMT" }, 30],
  ["Expires beside max-age", { expires: "Thu, 01 Jan 2026 00:00:30 GMT", "cache-control": "max-age=50" }, 50],
  ["an Expires that is no date", { expires: "0" }, 5],
])("an answer that says %s", (_said, headers, seconds) => {
  expect(freshness(200, headers).seconds).toBe(seconds);
});

test.each([
  ["its TTL, when it says nothing", 503, {}, 1],
  ["its own age, when that is longer", 503, { "cache-control": "max-age=7" }, 7],
  ["its TTL, when its own age is shorter", 503, { "cache-control": "max-age=0" }, 1],
  ["ten seconds, when the distribution does not mention it", 429, {}, 10],
  ["its TTL although it says no-store", 503, { "cache-control": "no-store" }, 1],
  ["ten seconds although it says no-store", 403, { "cache-control": "no-store" }, 10],
  ["its own age, when there is no TTL", 404, { "cache-control": "max-age=10" }, 10],
  ["nothing, when 404 says no-store", 404, { "cache-control": "no-store, max-age=10" }, 0],
  ["nothing, when 410 says no-store", 410, { "cache-control": "no-store" }, 0],
  ["nothing, when 414 says no-store", 414, { "cache-control": "no-store" }, 0],
  ["nothing, when 501 says no-store", 501, { "cache-control": "no-store" }, 0],
])("an error is kept for %s (%i)", (_rule, status, headers, seconds) => {
  expect(freshness(status, headers).seconds).toBe(seconds);
});

describe("with a minimum of zero", () => {
  const policy = { ...POLICY, minSeconds: 0 };

  test.each(["no-store", "no-cache", "private", "max-age=0", "s-maxage=0, max-age=9"])(
    "%s is not given to others who wait",
    (said) => {
      expect(freshness(200, { "cache-control": said }, policy).isShared).toBe(false);
    },
  );

  test.each([
    ["max-age=0", { etag: '"1"' }, true],
    ["max-age=0", {}, false],
    ["no-cache", { "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" }, true],
    ["no-store", { etag: '"1"' }, false],
    ["private", { etag: '"1"' }, false],
  ])("%s with %o is kept to be asked about: %s", (said, validator, isKept) => {
    expect(freshness(200, { "cache-control": said, ...validator }, policy).isKept).toBe(isKept);
  });
});

test.each([206, 304])("%i is never kept", (status) => {
  expect(freshness(status, { "cache-control": "max-age=50" })).toMatchObject({ seconds: 0, isKept: false });
});

test.each([
  ["max-age=1, stale-if-error=60", 60],
  ["max-age=1", Number.POSITIVE_INFINITY],
  ["max-age=1, must-revalidate, stale-if-error=60", 0],
  ["max-age=1, proxy-revalidate", 0],
])("%s may stand in for a failing origin for %d seconds", (said, seconds) => {
  expect(freshness(200, { "cache-control": said }).staleIfErrorSeconds).toBe(seconds);
});
