import { describe, expect, test } from "vitest";
import { ROWS } from "../../../lib/url/parameters.ts";
import { refusalOf } from "../url/meaning.ts";
import { ends, outside } from "../url/row-bounds.ts";
import { LOOKS, type Look, type Unseen } from "./looks.ts";

const UNSEEN: Readonly<Record<Unseen, true>> = {
  rendition: true,
  defaults: true,
  expires: true,
  signature: true,
  free: true,
  widths: true,
};

const looks = new Map<string, Look>(Object.entries(LOOKS));
const seenRows = ROWS.filter(({ name }) => !Object.hasOwn(UNSEEN, name));

test("every row of the table that a picture can show has a look", () => {
  expect(seenRows.map(({ name }) => name)).toEqual(seenRows.map(({ name }) => name).filter((name) => looks.has(name)));
  expect(seenRows.length).toBe(looks.size);
});

const cases = seenRows.flatMap((row) => ends(row).map((text) => [row.key, text, row] as const));

describe("what a picture shows", () => {
  test.each(cases)("of %s=%s", async (_key, text, row) => {
    await looks.get(row.name)!(text);
  });

  test.each(seenRows.map((row) => [row.key, row] as const))(
    "is nothing of what lies outside of %s",
    async (key, row) => {
      for (const text of outside(row).slice(0, 2)) {
        const side = row.key === "ar" || row.key === "dpr" ? "&w=16" : "";
        expect(await refusalOf(`${key}=${encodeURIComponent(text)}${side}`), text).toBe("parameter-invalid");
      }
    },
  );
});
