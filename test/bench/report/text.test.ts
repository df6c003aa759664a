import { describe, expect, test } from "vitest";
import { figure, findingText, tableText } from "../../../bench/report/text.ts";

describe("the bench's report", () => {
  test.each([
    [1234.5, "1235"],
    [56.12, "56.1"],
    [7.1234, "7.12"],
    [0.0851, "0.085"],
    [-3.21, "-3.21"],
  ])("writes %d as %s", (value, text) => {
    expect(figure(value)).toBe(text);
  });

  test("puts names to the left and numbers to the right", () => {
    expect(
      tableText({
        columns: ["", "p50"],
        rows: [
          ["sharp", "7 ms"],
          ["ipx", "12 ms"],
        ],
      }),
    ).toBe("         p50\nsharp   7 ms\nipx    12 ms\n");
  });

  test("says of each criterion whether it is met", () => {
    const criteria = [
      { name: "speed", value: 6.5, atLeast: 6 },
      { name: "memory", value: 0.4, atMost: 0.35 },
    ];
    const text = findingText({
      section: "x",
      title: "X",
      tables: [],
      notes: ["A note."],
      bars: [],
      measured: {},
      criteria,
    });
    expect(text).toContain("yes speed: 6.50 (at least 6)\nNO  memory: 0.400 (at most 0.35)\nA note.");
  });
});
