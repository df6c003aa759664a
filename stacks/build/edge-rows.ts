import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import type { Dialect } from "../../lib/url/dialects/dialects.ts";
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

/** The keys that each dialect folds to; its function knows no others. */
const FOLDED_KEYS: Readonly<Record<Dialect, string>> = {
  imgix:
    "w h fit fmt q dpr g fp rect ar rot flip bg lossless trim blur sharp bright sat hue contrast tint invert pixelate round dl",
  cloudflare: "w h fit fmt q dpr g fp rot flip bg anim trim blur sharp bright sat contrast gamma meta",
  cloudinary:
    "w h fit fmt q dpr g rect ar rot flip bg gray trim blur sharp bright sat contrast invert pixelate round meta dl p",
  thumbor: "w h fit fmt q g rect enlarge rot flip bg gray trim blur sharp bright sat contrast round",
  ipx: "w h fit fmt q g rect enlarge rot flip bg gray trim blur sharp bright sat hue gamma tint invert",
};

/** Which rows a function knows: all of the table, the core's, or those that a dialect folds to. */
export type RowChoice = "all" | "core" | Dialect;

/** The rows of a build in the table's order; those of a dialect have no aliases, since it folds to keys. */
export function rowsOf(rows: RowChoice): readonly ParameterRow[] {
  if (rows === "all") return ROWS;
  if (rows === "core") return ROWS.filter(({ name }) => CORE_PARAMETERS.includes(name));
  const keys = FOLDED_KEYS[rows].split(" ");
  return ROWS.filter(({ key }) => keys.includes(key)).map(({ aliases, ...row }) => row);
}

/** Texts in UTF-8; the runtime's `Buffer` knows in a word what browsers need a file for. */
const UTF8_FILE = /lib[\\/]url[\\/]utf8\.ts$/;

const LOOKUP_FILE = /lib[\\/]url[\\/]row-of\.ts$/;

/**
 * Puts a chain of choices in the place of the table in a bundle: what a request does not ask for costs it next to nothing.
 *
 * What a function with fewer rows answers, the whole one would answer too: rows keep their order, and so variants their
 * keys.
 */
export function edgeRows(rows: readonly ParameterRow[]): Plugin {
  return {
    name: "edge-rows",
    setup({ onLoad }) {
      onLoad({ filter: UTF8_FILE }, () => ({ contents: "export var utf8 = Buffer.from;", loader: "js" }));
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
  ...{ min: 4, words: 4, pattern: 4, max: 5, also: 5, step: 6, word: 7, means: 8 },
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
 * @returns e.g. `… export function rowOf(key) { return (key == "w" ? [0, key, readInteger, undefined, 1, 4096] : … undefined); }`
 */
export function lookupModule(rows: readonly ParameterRow[]): string {
  const readers = new Set(rows.map((row) => readerOf(row).name));
  const shared = sharedTexts(rows);
  const aliases = aliasText(rows);
  return [
    `import { ${[...readers].join(", ")} } from "./values.ts";`,
    ...shared.map((text, index) => `var shared${index} = ${JSON.stringify(text)};`),
    "export function rowOf(key) { return (",
    ...rows.map((row, index) => choiceOf(row, placeOf(row, index), shared)),
    aliases === ""
      ? "undefined); }"
      : `rowOfAlias(key)); }\nvar aliases = ${JSON.stringify(aliases)};\n${ROW_OF_ALIAS}`,
  ].join("\n");
}

/** Every alias and the key that it stands for, e.g. `.width:w.height:h.`; a text that is searched is built by nobody. */
function aliasText(rows: readonly ParameterRow[]): string {
  const pairs = rows.flatMap(({ key, aliases = [] }) => aliases.map((alias) => `${alias}:${key}.`));
  return pairs.length === 0 ? "" : `.${pairs.join("")}`;
}

/** What comes after all keys, which most URLs use. A key with a colon could be found across two pairs. */
const ROW_OF_ALIAS = `
function rowOfAlias(key) {
  var end = key.length + 2;
  var at = aliases.indexOf("." + key + ":") + end;
  return at < end || key.indexOf(":") >= 0 ? undefined : rowOf(aliases.slice(at, aliases.indexOf(".", at)));
}`;

/** Texts that several rows have, whole or as their beginning: they stand in the bundle once. */
function sharedTexts(rows: readonly ParameterRow[]): readonly string[] {
  const texts = rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, value]) => (isPlaced(name, value) ? value : [])),
  );
  const isShared = (text: string) => texts.filter((each) => each.startsWith(text)).length > 1;
  return [...new Set(texts)].filter((text) => text.length > SHORT_TEXT && isShared(text));
}

/** Characters of a text that is as short as what would stand for it. */
const SHORT_TEXT = 16;

function isPlaced(property: string, value: unknown): value is string {
  return typeof value === "string" && ((ROW_PLACES as Readonly<Record<string, number>>)[property] ?? 0) > LAST_OF_ALL;
}

/** A chain of choices takes an engine as long as a `switch`, and a sixth less room. */
function choiceOf(row: ParameterRow, place: number, shared: readonly string[]): string {
  const said = saidBy(row, shared).join(", ");
  return `key == ${JSON.stringify(row.key)} ? [${place}, key, ${readerOf(row).name}, ${said}] :`;
}

function saidBy(row: ParameterRow, shared: readonly string[]): string[] {
  const places: Readonly<Record<string, number>> = ROW_PLACES;
  const said: string[] = [];
  for (const [property, value] of Object.entries(row)) {
    const place = places[property];
    if (place !== undefined && place >= LAST_OF_ALL) said[place - LAST_OF_ALL] = literal(value, shared);
  }
  return Array.from({ length: Math.max(said.length, 1) }, (_, index) => said[index] ?? "undefined");
}

function literal(value: unknown, shared: readonly string[]): string {
  if (value instanceof RegExp) return String(value);
  if (typeof value !== "string") return JSON.stringify(value);
  const index = shared.findIndex((text) => value.startsWith(text));
  if (index < 0) return JSON.stringify(value);
  const rest = value.slice(shared[index]!.length);
  return rest === "" ? `shared${index}` : `shared${index} + ${JSON.stringify(rest)}`;
}
