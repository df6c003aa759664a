import { expect, test } from "vitest";
import { LADDER_SIZES } from "../../../lib/limits.ts";
import { parseLadder } from "../../../lib/url/parse-ladder.ts";

test.each([
  ["320,640,1280", [320, 640, 1280]],
  ["1,4096", [1, 4096]],
  ["800", [800]],
])("%s is a ladder", (text, ladder) => {
  expect(parseLadder(text)).toEqual(ladder);
});

test.each([
  ["", /whole numbers .*; "" is none/],
  ["320, 640", /whole numbers .*; " 640" is none/],
  ["320,,640", /whole numbers .*; "" is none/],
  ["320,wide", /"wide" is none/],
  ["320,640.5", /"640.5" is none/],
  ["0,320", /sizes from 1 to 4096 px; 0 is none/],
  ["320,5000", /sizes from 1 to 4096 px; 5000 is none/],
  ["320,320", /sizes that grow; 320 comes after 320/],
  ["640,320,1280", /sizes that grow; 320 comes after 640/],
])("%j is none, and it is said why", (text, mistake) => {
  expect(parseLadder(text)).toEqual({ mistake: expect.stringMatching(mistake) });
});

test("a ladder has its bound", () => {
  const sizes = Array.from({ length: LADDER_SIZES + 1 }, (_, index) => index + 1);
  expect(parseLadder(sizes.slice(1).join())).toHaveLength(LADDER_SIZES);
  expect(parseLadder(sizes.join())).toEqual({ mistake: `up to ${LADDER_SIZES} sizes; it has ${LADDER_SIZES + 1}` });
});
