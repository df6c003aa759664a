import { describe, expect, test } from "vitest";
import type { JudgedAnswer } from "../../../bench/quality/judged-answer.ts";
import { qualityGap, qualityTable } from "../../../bench/sections/quality-table.ts";

const judged = (by: string, picture: string, ssimulacra2: number): JudgedAnswer => ({
  by,
  picture,
  output: "jpeg300",
  bytes: 20_000,
  ssim: 0.9,
  ssimulacra2,
});

const ALL = [judged("ours", "a", 80), judged("ours", "b", 70), judged("theirs", "a", 79), judged("theirs", "b", 73)];

describe("the quality of answers", () => {
  test("is compared picture by picture, and the worst is named", () => {
    expect(qualityGap(ALL, "ours", "theirs")).toEqual({ mean: -1, worst: { gap: -3, of: "jpeg300 of b" } });
  });

  test("is not compared with an answer that nobody made", () => {
    expect(() => qualityGap([...ALL, judged("ours", "c", 1)], "ours", "theirs")).toThrow("jpeg300 of c");
  });

  test("is told as means over the pictures", () => {
    expect(qualityTable(ALL).rows).toEqual([
      ["jpeg300, ours", "75.0", "0.900", "20.0 kB"],
      ["jpeg300, theirs", "76.0", "0.900", "20.0 kB"],
    ]);
  });
});
