import { expect, test } from "vitest";
import { type ImageParameters, imageUrl } from "../../client/image-url.ts";
import { type ParameterRow, ROWS } from "../../lib/url/parameters.ts";
import { readQuery } from "../../lib/url/read-query.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";

/** A value of a row as the client's user writes it, by its kind. */
function exampleOf(row: ParameterRow): unknown {
  switch (row.kind) {
    case "integer":
      return row.max;
    case "decimal":
      return (row.min + row.max) / 2;
    case "numbers":
      return row.min;
    case "word":
      return row.words.split(" ").at(-1);
    case "flag":
      return row.default !== true;
    case "ratio":
      return "16:9";
    case "color":
      return "ff000080";
    case "name":
      return row.name === "mark" ? ID : "hero";
    case "text":
      return "© Größe 50 % & mehr";
  }
}

const WRITABLE = ROWS.filter(({ name }) => !["signature", "free", "widths"].includes(name));

test.each(WRITABLE.map((row) => [row.name, exampleOf(row)]))("the edge reads %s as it was asked for", (name, value) => {
  const url = imageUrl(ID, { [`${name}`]: value } as ImageParameters);
  expect(readQuery(url.split("?")[1]!)).toMatchObject({
    parameters: { [`${name}`]: value === "16:9" ? 16 / 9 : value },
  });
});

test("a base may end with a slash or not", () => {
  const path = `/images/${ID}/transformation?w=640`;
  expect(imageUrl(ID, { width: 640 }, { baseUrl: "https://img.example.com/" })).toBe(`https://img.example.com${path}`);
  expect(imageUrl(ID, { width: 640 }, { baseUrl: "https://img.example.com" })).toBe(`https://img.example.com${path}`);
});

test.each(["", "cat.jpg", `${ID}/../..`, ID.toUpperCase()])("%j is no id", (id) => {
  expect(() => imageUrl(id)).toThrow(TypeError);
});

test("the table's types refuse what the edge would refuse", () => {
  // @ts-expect-error: no fit of the table
  imageUrl(ID, { fit: "squash" });
  // @ts-expect-error: no parameter of the table
  imageUrl(ID, { widht: 640 });
  // @ts-expect-error: a ratio is written as a URL has it
  imageUrl(ID, { width: 640, ratio: 1.5 });
  expect(imageUrl(ID, { width: 640, fit: "cover" })).toMatch(/\?w=640&fit=cover$/);
});
