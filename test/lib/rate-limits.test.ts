import { expect, test } from "vitest";
import type { Account } from "../../lib/accounts.ts";
import { rateLimitFields } from "../../lib/rate-limits.ts";

const account: Account = {
  ...{ images: 2, heldBytes: 70, reservedBytes: 0, changes: 1, changedAt: 0 },
  ...{ uploads: 3, hourEndsAt: 1_000 },
};

test.each([
  [900, { uploadsPerHour: 10 }, '"uploads";q=10;w=3600', '"uploads";r=7;t=100'],
  [1_000, { uploadsPerHour: 10 }, '"uploads";q=10;w=3600', '"uploads";r=10;t=3600'],
  [900, { uploadsPerHour: 2 }, '"uploads";q=2;w=3600', '"uploads";r=0;t=100'],
  [900, { storedBytes: 100 }, '"stored-bytes";q=100;qu="content-bytes"', '"stored-bytes";r=30'],
  [900, { storedBytes: 50 }, '"stored-bytes";q=50;qu="content-bytes"', '"stored-bytes";r=0'],
])("at %i, limits of %j are told as %s and %s", (now, limits, policy, state) => {
  expect(rateLimitFields(account, limits, now)).toEqual({ "ratelimit-policy": policy, ratelimit: state });
});

test("where nothing is limited, nothing is told", () => {
  expect(rateLimitFields(account, {}, 900)).toBeUndefined();
});
