import { describe, expect, test } from "vitest";
import { ArgumentMistake } from "../../../bench/cost/traffic-arguments.ts";
import { simulateRequest } from "../../../bench/scale/simulate-arguments.ts";
import { QUICK_BUDGET, SEED } from "../../../bench/scale/simulation.ts";

describe("the command line of npm run simulate", () => {
  test("reads what it knows", () => {
    expect(simulateRequest(["--quick", "--seed", "7"])).toMatchObject({ budget: QUICK_BUDGET, seed: 7 });
    expect(simulateRequest(["--write"])).toMatchObject({ seed: SEED, writesDocs: true });
    expect(simulateRequest(["--help"])).toBe("help");
  });

  test.each([[["--fast"]], [["7"]], [["--seed", "x"]], [["--write", "--quick"]], [["--write", "--seed", "7"]]])(
    "refuses %j",
    (args) => {
      expect(() => simulateRequest(args)).toThrow(ArgumentMistake);
    },
  );
});
