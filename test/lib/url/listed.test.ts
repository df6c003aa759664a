import { expect, test } from "vitest";
import { isListed } from "../../../lib/url/listed.ts";

test("a list has its entries whole", () => {
  expect([isListed("w", "w.dpr"), isListed("dpr", "w.dpr"), isListed(320, "320")]).toEqual([true, true, true]);
  expect([isListed("d", "w.dpr"), isListed(32, "320"), isListed("", "w"), isListed("w", undefined)]).toEqual(
    Array(4).fill(false),
  );
});
