import fc from "fast-check";
import { expect, test } from "vitest";
import { negotiate } from "../../../lib/url/negotiate.ts";
import { CLIENTS, WEIGHTED } from "./accept-headers.ts";

test.each(CLIENTS)("%s (%s) is answered as %s", (_client, accept, negotiated) => {
  expect(negotiate(accept)).toBe(negotiated);
});

test.each(WEIGHTED)("Accept: %j is answered as %s", (accept, negotiated) => {
  expect(negotiate(accept)).toBe(negotiated);
});

test("nobody is sent a type that they refuse", () => {
  const anyRange = fc.tuple(
    fc.constantFrom("image/avif", "image/webp", "image/jpeg", "image/*", "*/*", "text/html", "application/json"),
    fc.integer({ min: 0, max: 10 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(anyRange, { selector: ([type]) => type }), (ranges) => {
      const negotiated = negotiate(ranges.map(([type, tenths]) => `${type};q=${tenths / 10}`).join(", "));
      const accepted = new Map<string, number>(ranges).get(negotiated.replace("auto-", "image/")) ?? 0;
      if (negotiated.startsWith("auto-")) expect(accepted).toBeGreaterThan(0);
    }),
  );
});
