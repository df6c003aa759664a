import { describe, expect, test } from "vitest";
import { USUAL_TRAFFIC } from "../../../bench/cost/traffic.ts";
import { ArgumentMistake, COST_HELP, costRequest } from "../../../bench/cost/traffic-arguments.ts";

describe("the command line of npm run cost", () => {
  test("means the usual traffic when it says nothing", () => {
    expect(costRequest([])).toEqual({ traffic: USUAL_TRAFFIC, asJson: false });
  });

  test.each([
    ["2500", 2_500],
    ["250k", 250_000],
    ["1.5M", 1_500_000],
    ["10B", 10_000_000_000],
  ])("reads %s as a number", (text, requests) => {
    expect(costRequest(["--requests", text])).toMatchObject({ traffic: { requests } });
  });

  test("lets uploads and deletions grow with the pictures unless they are said", () => {
    expect(costRequest(["--images", "1M"])).toMatchObject({ traffic: { uploads: 50_000, deletions: 20_000 } });
    expect(costRequest(["--images", "1M", "--uploads", "7"])).toMatchObject({ traffic: { uploads: 7 } });
  });

  test.each([
    [["--images", "many"]],
    [["--images", "1,000"]],
    [["--images=-1"]],
    [["--images", ""]],
    [["--edge-hits", "101"]],
    [["--imags", "1"]],
    [["--images"]],
    [["10"]],
  ])("refuses %j", (args) => {
    expect(() => costRequest(args)).toThrow(ArgumentMistake);
  });

  test("has a line of help for each figure", () => {
    expect(costRequest(["--help"])).toBe("help");
    expect(COST_HELP.match(/^ {2}--/gm)).toHaveLength(Object.keys(USUAL_TRAFFIC).length + 2);
  });
});
