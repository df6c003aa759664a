import { describe, expect, test } from "vitest";
import type { Encoded } from "../../../bench/encoders/encoded.ts";
import { encoderTables } from "../../../bench/encoders/encoder-tables.ts";
import { DEFAULT_NAME, SETTINGS } from "../../../bench/encoders/settings.ts";

const encoded = (name: string, picture: string, bytes: number, cpuMs: number, score: number): Encoded => ({
  widthPx: 800,
  format: "webp",
  name,
  picture,
  bytes,
  cpuMs,
  score,
});

describe("the sweep of encoders", () => {
  test("holds every setting against sharp's default, over all pictures together", () => {
    const [table] = encoderTables([
      encoded(DEFAULT_NAME, "a", 10_000, 20, 80),
      encoded(DEFAULT_NAME, "b", 30_000, 60, 70),
      encoded("q78", "a", 9_000, 10, 78),
      encoded("q78", "b", 21_000, 30, 69),
    ]);
    expect(table!.rows).toEqual([
      [DEFAULT_NAME, "20.0 kB", "1.00×", "1.00×", "75.0", "70.0"],
      ["q78", "15.0 kB", "0.750×", "0.500×", "73.5", "69.0"],
    ]);
  });

  test("has one default for each format, and no setting twice", () => {
    const names = SETTINGS.map(({ format, name }) => `${format} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    const defaults = SETTINGS.filter(({ name }) => name === DEFAULT_NAME).map(({ format }) => format);
    expect(defaults).toEqual(["avif", "webp", "jpeg", "png"]);
  });
});
