import { expect, test } from "vitest";
import { bytesText, savingText } from "../../web/amounts.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [48_349, "48.3 kB"],
  [999_999, "1,000 kB"],
  [1_720_388, "1.72 MB"],
  [20_000_000_000, "20 GB"],
])("%i bytes are told as %s", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [25, 100, "−75 %"],
  [100, 100, "0 %"],
  [150, 100, "+50 %"],
])("%i of %i bytes are told as %s", (bytes, original, text) => {
  expect(savingText(bytes, original)).toBe(text);
});
