import colorNames from "color-name";
import { expect, test } from "vitest";
import { canonicalColor } from "../../../lib/url/color.ts";
import { COLOR_NAMES } from "../../../lib/url/color-names.ts";
import { type ColorLookup, resolveColorNames } from "../../../lib/url/named-colors.ts";
import type { Pair } from "../../../lib/url/query.ts";
import { readParameters } from "../../../lib/url/read-parameters.ts";
import { refusalOf, transformOf } from "./meaning.ts";

const names = Object.keys(colorNames);

async function read(pairs: readonly Pair[], lookUp: ColorLookup) {
  const asked = readParameters(pairs);
  return "problem" in asked ? asked : resolveColorNames(asked, lookUp);
}

function digitsOf(name: string): string {
  return colorNames[name]!.map((part) => part.toString(16).padStart(2, "0")).join("");
}

test("every color of CSS, in any letter case, is its digits", async () => {
  expect(names.length).toBeGreaterThan(140);
  for (const name of names) {
    const spellings = [name, name.toUpperCase(), name[0]!.toUpperCase() + name.slice(1)];
    for (const spelling of spellings) {
      expect(await transformOf(`bg=${spelling}`), spelling).toEqual({ background: digitsOf(name) });
    }
  }
});

test("no name but CSS's own is a color", () => {
  expect(Object.keys(COLOR_NAMES).filter((name) => !(name in colorNames))).toEqual(["transparent"]);
});

test("transparent is black that nobody sees, as in CSS", async () => {
  expect(await transformOf("bg=transparent")).toEqual({ background: "00000000" });
});

test.each(["nocolor", "constructor", "toString", "currentcolor", "inherit", "re d", "red%20", "réd", "__proto__"])(
  "%s is no color",
  async (name) => {
    expect(await refusalOf(`bg=${name}`)).toBe("parameter-invalid");
  },
);

test("nothing but a possible name of a color is looked up", async () => {
  const looked: string[] = [];
  const lookUp = async (name: string) => {
    looked.push(name);
    return undefined;
  };
  for (const text of ["#f00", "f00000", "RED", "a b", "x".repeat(21), "", "fff"]) await read([["bg", text]], lookUp);
  await read([["fit", "red"]], lookUp);
  expect(looked).toEqual(["red"]);
});

test("a color's digits take its name's place, whatever stands around it", async () => {
  const pairs = [
    ["background", "Blue"],
    ["w", "1"],
    ["fit", "cover"],
  ] as const;
  expect(await read(pairs, async (name) => COLOR_NAMES[name])).toMatchObject({
    parameters: { background: "0000ff", width: 1, fit: "cover" },
    named: [],
  });
});

test.each([
  ["f00", "ff0000"],
  ["#f00", "ff0000"],
  ["f008", "ff000088"],
  ["f00f", "ff0000"],
  ["ff0000", "ff0000"],
  ["#ff0000ff", "ff0000"],
  ["ff000080", "ff000080"],
  ["0000", "00000000"],
])("the digits %s are written %s", (text, digits) => {
  expect(canonicalColor(text)).toBe(digits);
});
