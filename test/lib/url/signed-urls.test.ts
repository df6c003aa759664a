import { expect, test } from "vitest";
import type { Parameters } from "../../../lib/url/parameters.ts";
import { ROWS } from "../../../lib/url/parameters.ts";
import { needsSignature } from "../../../lib/url/signed-urls.ts";

/** What `sizes` leaves to everybody, by the keys of URLs. */
const OF_SIZES = "w h dpr fit fmt q p d".split(" ");

test.each(ROWS.map(({ name, key }) => [key, { [name]: 1 } as Parameters] as const))(
  "whether %s needs a signature is the mode's to say",
  (key, parameters) => {
    expect(needsSignature(parameters, "off")).toBe(false);
    expect(needsSignature(parameters, "sizes")).toBe(!OF_SIZES.includes(key));
    expect(needsSignature(parameters, "required")).toBe(true);
  },
);

test("a URL that asks for nothing needs one only where all do", () => {
  expect(needsSignature({}, "off")).toBe(false);
  expect(needsSignature({}, "sizes")).toBe(false);
  expect(needsSignature({}, "required")).toBe(true);
});
