import { expect, test } from "vitest";
import { refusalOf, transformOf } from "./meaning.ts";

test.each([
  ["fpx=0.3&fpy=0.7", [30, 70]],
  ["fp-y=0.7&fp-x=0.3", [30, 70]],
  ["fpx=0.3&fp-y=.7", [30, 70]],
  ["fpx=0&fpy=1", [0, 100]],
  ["fpx=1.0&fpy=0.0", [100, 0]],
  ["fpx=0.004&fpy=0.005", [0, 1]],
  ["fpx=0.999999&fpy=0.123456", [100, 12]],
  ["fpx=0.3", [30, 50]],
  ["fpy=0", [50, 0]],
])("%s is a focal point in whole percent", async (rawQuery, focalPoint) => {
  expect(await transformOf(rawQuery)).toEqual({ focalPoint });
});

test.each(["", "-0.1", "1.01", "1.000001", "2", "30", "1.", ".", "1e-1", "+0.5", " 0.5", "0,5", "00.5", "0.1234567"])(
  "fpx=%j is refused",
  async (text) => {
    expect(await refusalOf(`fpx=${encodeURIComponent(text)}&fpy=0.5`)).toBe("parameter-invalid");
  },
);

test.each([
  ...["fpx=0.3&fpx=0.3", "fpx=0.3&fp-x=0.3", "fpx=0&fpx=0", "fpy=0.1&fpx=0.2&fp-y=0.1", "fp=30,70&fpx=0.3"],
  ...["fpy=0.7&fp=30,70", "fp=30,70&fp=30,70", "flop=1&flip=h", "flip=v&flop=1", "flop=1&flop=1", "flop=0&flop=0"],
  "flop=0&flop=1",
])("%s says one thing twice and is refused", async (rawQuery) => {
  expect(await refusalOf(rawQuery)).toBe("parameter-repeated");
});

test.each([
  ["flop=1", { flip: "h" }],
  ["flop=TRUE", { flip: "h" }],
  ["flop=0", {}],
  ["flop=0&flip=v", { flip: "v" }],
])("%s mirrors as flip does", async (rawQuery, transform) => {
  expect(await transformOf(rawQuery)).toEqual(transform);
});

test.each(["flop", "flop=", "flop=2", "flop=h"])("%s is refused", async (rawQuery) => {
  expect(await refusalOf(rawQuery)).toBe("parameter-invalid");
});

test.each(["fpz=0.5", "fp-=0.5", "fp--x=0.5", "fpxy=0.5", "FPX=0.5", "FLOP=1"])(
  "%s is no parameter",
  async (rawQuery) => {
    expect(await refusalOf(rawQuery)).toBe("parameter-unknown");
  },
);
