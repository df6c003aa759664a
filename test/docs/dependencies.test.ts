import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import project from "../../package.json" with { type: "json" };

interface Row {
  readonly name: string;
  readonly license: string;
  readonly kilobytes: string;
  readonly reason: string;
}

const page = readFileSync(new URL("../../docs/dependencies.md", import.meta.url), "utf8");
const [, running = "", building = ""] = page.split(/^## /m);

/** The rows of a table, its head left out. */
function rowsOf(section: string): Row[] {
  return section.split("\n").flatMap((line) => {
    const [, name = "", license = "", kilobytes = "", reason = ""] = line.split("|").map((cell) => cell.trim());
    return /^[@a-z]/.test(name) && name !== "package" ? [{ name, license, kilobytes, reason }] : [];
  });
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: boolean }>>;
}

const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as Lock;

test.each([
  ["that runs", running, project.dependencies],
  ["to build, test and measure", building, project.devDependencies],
])("every package %s has its row, and there is no other row", (_, section, packages) => {
  expect(rowsOf(section).map(({ name }) => name)).toEqual(Object.keys(packages));
});

test.each([...rowsOf(running), ...rowsOf(building)])("$name has its licence, its size and a reason", (row) => {
  expect(row.license).toBe(lock.packages[`node_modules/${row.name}`]?.license);
  expect(row.kilobytes).toMatch(/^[1-9]\d*$/);
  expect(row.reason.length).toBeGreaterThan(3);
});

test("every licence in the lock of what runs lets us use and change it", () => {
  const licenses = Object.entries(lock.packages).flatMap(([path, { dev, license }]) =>
    path === "" || dev ? [] : [`${license}`],
  );
  const known =
    /^(MIT|MIT-0|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Apache-2\.0 AND LGPL-3\.0-or-later( AND MIT)?|LGPL-3\.0-or-later)$/;
  expect(licenses.filter((license) => !known.test(license))).toEqual([]);
  expect(licenses.length).toBeGreaterThan(50);
});
