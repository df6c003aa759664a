import { describe, expect, test } from "vitest";
import { ArgumentRefusal, benchArguments, catalogueSizes } from "../../bench/bench-arguments.ts";

const KNOWN = ["mixed", "start", "quality"];
const read = (...args: string[]) => benchArguments(args, KNOWN, { full: ["mixed", "start"], quick: ["start"] });

describe("the bench's arguments", () => {
  test("are the usual sections when none is named", () => {
    expect(read()).toEqual({ sections: ["mixed", "start"], isQuick: false, writesDocs: false });
    expect(read("--quick")).toEqual({ sections: ["start"], isQuick: true, writesDocs: false });
  });

  test("run the named sections once each, in the bench's own order", () => {
    expect(read("quality", "mixed", "quality", "--quick").sections).toEqual(["mixed", "quality"]);
  });

  test("write the page only when they are told to", () => {
    expect(read("--write", "start")).toEqual({ sections: ["start"], isQuick: false, writesDocs: true });
  });

  test.each([[["fast"]], [["--slow"]], [["mixed", "--quick=yes"]]])("refuse %j and name the sections", (args) => {
    expect(() => read(...args)).toThrow(ArgumentRefusal);
    expect(() => read(...args)).toThrow("mixed, start, quality");
  });
});

test("a catalogue has as many images as asked, and never fewer than are deleted", () => {
  expect(catalogueSizes("100,1000000")).toEqual([100, 1_000_000]);
  expect(catalogueSizes(undefined)).toEqual([100, 1000]);
  for (const text of ["99", "many", "100,,200"]) expect(() => catalogueSizes(text)).toThrow(ArgumentRefusal);
});
