import { expect, test } from "vitest";
import { ROWS } from "../../../lib/url/parameters.ts";
import { controlGroups, rowLabel } from "../../../web/controls/control-groups.ts";

const namesIn = (scope: "url" | "defaults") => controlGroups(scope).flatMap(({ rows }) => rows.map(({ name }) => name));

test("every parameter that can shape a picture has one control, whoever adds it to the table", () => {
  const lasting = ROWS.filter((row) => row.transient !== true).map(({ name }) => name);
  expect(namesIn("url").toSorted()).toEqual([...lasting, "ratio", "dpr"].toSorted());
});

test("a defaults editor has no control for what the service refuses there", () => {
  expect(namesIn("defaults")).not.toContain("rendition");
  expect(namesIn("defaults")).not.toContain("defaults");
});

test("a defaults editor has no control for words that belong to one picture", () => {
  expect(namesIn("url")).toContain("text");
  expect(namesIn("defaults")).not.toContain("text");
});

test("no control asks for data in the place of a picture", () => {
  const words = controlGroups("url").flatMap(({ rows }) =>
    rows.flatMap((row) => (row.kind === "word" ? row.words.split(" ") : [])),
  );
  expect(words).toContain("avif");
  expect(words).not.toContain("json");
});

test("a parameter is called by words", () => {
  expect(rowLabel(ROWS.find(({ name }) => name === "focalPoint")!)).toBe("Focal point");
});
