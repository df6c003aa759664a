import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import { type ParameterRow, ROWS } from "../../lib/url/parameters.ts";
import { placeOf } from "../../lib/url/placed-row.ts";
import { readerOf } from "../../lib/url/values.ts";

/**
 * The parameters of the smaller function, by the names of their rows.
 *
 * Without size and format there are no pictures on pages, without `p` no links in mails, without `exp` and `s` no signed
 * URLs.
 */
export const CORE_PARAMETERS: readonly string[] = [
  ...["width", "height", "fit", "format", "quality", "dpr", "gravity"],
  ...["rendition", "expires", "signature", "free", "widths"],
];

/** The rows of a build: all of the table, or the core's, in the table's order. */
export function rowsOf(rows: "all" | "core"): readonly ParameterRow[] {
  return rows === "all" ? ROWS : ROWS.filter(({ name }) => CORE_PARAMETERS.includes(name));
}

const LOOKUP_FILE = /lib[\\/]url[\\/]row-of\.ts$/;

/**
 * Puts a `switch` in the place of the table in a bundle: what a request does not ask for costs it next to nothing.
 *
 * What a function with fewer rows answers, the whole one would answer too: rows keep their order, and so variants their
 * keys.
 */
export function edgeRows(rows: readonly ParameterRow[]): Plugin {
  return {
    name: "edge-rows",
    setup({ onLoad }) {
      onLoad({ filter: LOOKUP_FILE }, ({ path }) => ({
        contents: lookupModule(rows),
        resolveDir: dirname(path),
        loader: "js",
      }));
    },
  };
}

/**
 * What rows are in the bundle: tuples, of which a small engine makes three in the time of one object. Each property is
 * mangled to `$` and its place in the tuple, and {@link indexRows} turns that into an index; no kind of row has two that
 * share a place.
 */
const ROW_PLACES = {
  ...{ place: 0, key: 1, name: 1, read: 2, default: 3 },
  ...{ min: 4, words: 4, pattern: 4, max: 5, also: 5, step: 6, most: 6 },
} as const;

/** The last element that every row has: a look beyond a tuple's end costs ten times one within. */
const LAST_OF_ALL = ROW_PLACES.default;

/** How properties are shortened in the bundle: those of rows to places, and a parameter's name to its key, as in rows. */
export function shortNames(rows: readonly ParameterRow[]): Record<string, string> {
  return {
    ...Object.fromEntries(rows.map(({ name, key }) => [name, key])),
    ...Object.fromEntries(Object.entries(ROW_PLACES).map(([property, place]) => [property, `$${place}`])),
  };
}

/** Gives the rows of a bundle their indexes, e.g. `e.$4` → `e[4]`. */
export function indexRows(code: string): string {
  return code.replace(/\.\$(\d)\b/g, "[$1]");
}

/**
 * The module `lib/url/row-of.ts` for certain rows, without the table.
 *
 * @returns e.g. `… export function rowOf(key) { switch (key) { case "w": return [0, "w", readInteger, absent, 1, 4096]; } }`
 */
export function lookupModule(rows: readonly ParameterRow[]): string {
  const readers = new Set(rows.map((row) => readerOf(row).name));
  return [
    `import { ${[...readers].join(", ")} } from "./values.ts";`,
    "var absent;",
    "export function rowOf(key) { switch (key) {",
    ...rows.map((row, index) => caseOf(row, placeOf(row, index))),
    "} }",
  ].join("\n");
}

function caseOf(row: ParameterRow, place: number): string {
  const { key, aliases = [] } = row;
  const labels = [key, ...aliases].map((each) => `case ${JSON.stringify(each)}:`).join(" ");
  // Without another spelling, the key that was asked for is the row's own.
  const ownKey = aliases.length === 0 ? "key" : JSON.stringify(key);
  return `${labels} return [${[`${place}`, ownKey, readerOf(row).name, ...saidBy(row)].join(", ")}];`;
}

function saidBy(row: ParameterRow): string[] {
  const places: Readonly<Record<string, number>> = ROW_PLACES;
  const said: string[] = [];
  for (const [property, value] of Object.entries(row)) {
    const place = places[property];
    if (place !== undefined && place >= LAST_OF_ALL) said[place - LAST_OF_ALL] = literal(value);
  }
  return Array.from({ length: Math.max(said.length, 1) }, (_, index) => said[index] ?? "absent");
}

function literal(value: unknown): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(value);
}
