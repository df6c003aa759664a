import { expect, test } from "vitest";
import { DEFAULT_RUNGS } from "../../../lib/url/default-ladder.ts";
import type { Sizes } from "../../../lib/url/rules.ts";
import { refusalOf, transformOf } from "./meaning.ts";

test.each<[string, Sizes, object]>([
  ["w=641&h=480", "exact", { width: 641, height: 480 }],
  ["w=641", DEFAULT_RUNGS, { width: 650 }],
  ["h=641", DEFAULT_RUNGS, { height: 650 }],
  ["w=601&h=300", DEFAULT_RUNGS, { width: 640, height: 319 }],
  ["w=640&h=361", DEFAULT_RUNGS, { width: 640, height: 361 }],
  ["w=4096&h=4096", DEFAULT_RUNGS, { width: 4096, height: 4096 }],
  ["w=1&h=4096", DEFAULT_RUNGS, { width: 16, height: 4096 }],
  ["w=4096&h=1", DEFAULT_RUNGS, { width: 4096, height: 1 }],
])("the size of %s is moved to the ladder unless it is exact", async (rawQuery, sizes, size) => {
  expect(await transformOf(rawQuery, sizes)).toEqual(size);
});

test.each([
  ["w=320&dpr=2", { width: 640 }],
  ["w=320&h=240&dpr=1.5", { width: 480, height: 360 }],
  ["w=101&dpr=1.5", { width: 152 }],
  ["w=101&dpr=1.4999", { width: 151 }],
  ["w=1024&dpr=4", { width: 4096 }],
  ["w=320&dpr=1", { width: 320 }],
  ["dpr=1", {}],
])("dpr is multiplied in, half up: %s", async (rawQuery, size) => {
  expect(await transformOf(rawQuery, "exact")).toEqual(size);
});

test.each([
  ["w=640&ar=16:9", { width: 640, height: 360 }],
  ["h=300&ar=16:9", { width: 533, height: 300 }],
  ["w=320&dpr=2&ar=16:9", { width: 640, height: 360 }],
  ["w=601&ar=16:9", { width: 640, height: 360 }],
  ["w=16&ar=9999:1", { width: 16, height: 1 }],
  ["w=2048&ar=1:2", { width: 2048, height: 4096 }],
])("a ratio gives the other side and leaves the key: %s", async (rawQuery, size) => {
  expect(await transformOf(rawQuery)).toEqual(size);
});

test.each([
  "w=1025&dpr=4",
  "h=4096&dpr=1.1",
  "w=10&h=2049&dpr=2",
  "w=2100&ar=1:2",
  "h=2100&ar=2:1",
  "w=1100&dpr=2&ar=1:2",
])("%s would be over 4096 and is refused", async (rawQuery) => {
  expect(await refusalOf(rawQuery)).toBe("parameter-invalid");
});

test.each(["ar=16:9", "w=640&h=360&ar=16:9", "ar=16:9&dpr=2", "dpr=2", "dpr=1.5&fit=cover"])(
  "%s lacks a side or has one too many",
  async (rawQuery) => {
    expect(await refusalOf(rawQuery)).toBe("parameter-conflict");
  },
);

test.each([
  ["g=north&fp=30,70", { focalPoint: [30, 70] }],
  ["g=attention&fp=0,0", { focalPoint: [0, 0] }],
  ["p=hero&d=0", { rendition: "hero" }],
  ["d=0", { defaults: false }],
  ["fmt=json&w=640", { width: 640, format: "json" }],
  ["fit=inside&g=center&rot=0&enlarge=0&gray=0&fmt=auto&d=1", {}],
  ["q=81", { quality: 85 }],
  ["q=1", { quality: 5 }],
  ["q=100", { quality: 100 }],
])("%s is settled to one meaning", async (rawQuery, transform) => {
  expect(await transformOf(rawQuery)).toEqual(transform);
});
