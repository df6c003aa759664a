import type { Plugin } from "esbuild";
import { type ParameterRow, ROWS } from "../../lib/url/parameters.ts";
import { placeOf } from "../../lib/url/placed-row.ts";

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
      onLoad({ filter: LOOKUP_FILE }, () => ({ contents: lookupModule(rows), loader: "js" }));
    },
  };
}

/** What rows say besides what all do, in the order of the maker's arguments; rows that lack a property leave it out. */
const SAID = ["min", "max", "default", "step", "most"] as const;

/** Properties that share another's name in the bundle, where no kind of row has both. */
const SHARED_NAMES: Readonly<Record<string, (typeof SAID)[number]>> = {
  words: "min",
  pattern: "min",
  also: "max",
  accepts: "max",
};

/**
 * How properties are shortened in the bundle: row names to their keys, so that one text serves as both, and what no row
 * has together to one name.
 */
export function shortNames(rows: readonly ParameterRow[]): Record<string, string> {
  return { ...Object.fromEntries(rows.map(({ name, key }) => [name, key])), ...SHARED_NAMES, name: "key" };
}

/**
 * The module `lib/url/row-of.ts` for certain rows, without the table.
 *
 * @returns e.g. `export const KEYS = "w"; … export function rowOf(key) { switch (key) { case "w": return row(…); } }`
 */
export function lookupModule(rows: readonly ParameterRow[]): string {
  const cases = rows.map((row, index) => {
    const labels = [row.key, ...(row.aliases ?? [])].map((key) => `case ${JSON.stringify(key)}:`);
    return `${labels.join(" ")} return row(${argumentsOf(row, placeOf(row, index))});`;
  });
  return [
    `export const KEYS = ${JSON.stringify(rows.map(({ key }) => key).join(" "))};`,
    "var absent;",
    `function row(place, key, kind, ${SAID.map((property) => `${property}_`).join(", ")}) {`,
    `return { place, key, kind, ${SAID.map((property) => `${property}: ${property}_`).join(", ")} }; }`,
    `export function rowOf(key) { switch (key) {`,
    ...cases,
    "} }",
  ].join("\n");
}

function argumentsOf({ key, kind, aliases, name, transient, ...rest }: ParameterRow, place: number): string {
  const said = new Map<string, unknown>(
    Object.entries(rest).map(([property, value]) => [SHARED_NAMES[property] ?? property, value]),
  );
  const last = SAID.findLastIndex((property) => said.has(property));
  const values = SAID.slice(0, last + 1).map((property) => literal(said.get(property)));
  return [`${place}`, JSON.stringify(key), `/* @__KEY__ */ ${JSON.stringify(kind)}`, ...values].join(", ");
}

function literal(value: unknown): string {
  return value === undefined ? "absent" : value instanceof RegExp ? String(value) : JSON.stringify(value);
}
