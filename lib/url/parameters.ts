import { MAX_ASKED_PX, MAX_ORIGINAL_EDGE_PX } from "../limits.ts";

/** What the row of every parameter says, whatever its kind. */
interface RowBase {
  /** What a transform calls it. */
  readonly name: string;
  readonly key: string;
  readonly aliases?: readonly string[];
  /** The value that means the same as saying nothing; it never enters the variant key. */
  readonly default?: string | boolean | number;
  /** Read at the edge and gone before the variant key is written. */
  readonly transient?: true;
}

/** One row of the table: one query key, how its text is read, and what is accepted. */
export type ParameterRow = RowBase &
  (
    | {
        readonly kind: "integer";
        readonly min: number;
        readonly max: number;
        readonly step?: number;
        /** A word beside the numbers, and the value that it stands for; such a row has a step. */
        readonly word?: string;
        readonly means?: number | string;
      }
    | { readonly kind: "decimal"; readonly min: number; readonly max: number }
    | { readonly kind: "numbers"; readonly min: readonly number[]; readonly max: number }
    | {
        readonly kind: "word";
        /** With a space between. */
        readonly words: string;
        /** Other words and what each stands for, in turn. */
        readonly also?: string;
      }
    | { readonly kind: "flag" }
    | { readonly kind: "ratio" }
    | { readonly kind: "color" }
    | { readonly kind: "name"; readonly pattern: RegExp; readonly accepts: string }
    /** Words of any script; `max` in bytes of UTF-8. */
    | { readonly kind: "text"; readonly max: number }
  );

const MAX = MAX_ASKED_PX;

/**
 * The only list of what a URL may ask for.
 *
 * Rows stand in variant-key order: moving one renames every stored variant. Spellings that carry half a value (`fpx`,
 * `flop`) are transient rows, which `rules.ts` folds into the row that carries the whole. A list, because small engines
 * walk the keys of an object in any order.
 *
 * @see https://github.com/nginx/njs/issues/189
 */
export const PARAMETERS = [
  { name: "width", key: "w", aliases: ["width"], kind: "integer", min: 1, max: MAX },
  { name: "height", key: "h", aliases: ["height"], kind: "integer", min: 1, max: MAX },
  {
    name: "fit",
    key: "fit",
    kind: "word",
    words: "inside cover contain fill outside",
    default: "inside",
  },
  {
    name: "format",
    key: "fmt",
    aliases: ["fm", "format", "f", "output"],
    kind: "word",
    words: "auto avif webp jpeg png gif json",
    also: "jpg jpeg",
    default: "auto",
  },
  {
    name: "quality",
    key: "q",
    aliases: ["quality"],
    kind: "integer",
    min: 1,
    max: 100,
    step: 5,
    word: "auto",
    means: "auto",
  },
  { name: "dpr", key: "dpr", kind: "decimal", min: 1, max: 4, transient: true },
  {
    name: "gravity",
    key: "g",
    aliases: ["gravity", "position", "pos", "a"],
    kind: "word",
    words: "center north northeast east southeast south southwest west northwest attention entropy",
    also: "top north right east bottom south left west",
    default: "center",
  },
  { name: "focalPoint", key: "fp", kind: "numbers", min: [0, 0], max: 100 },
  { name: "focalX", key: "fpx", aliases: ["fp-x"], kind: "decimal", min: 0, max: 1, transient: true },
  { name: "focalY", key: "fpy", aliases: ["fp-y"], kind: "decimal", min: 0, max: 1, transient: true },
  { name: "rect", key: "rect", aliases: ["extract"], kind: "numbers", min: [0, 0, 1, 1], max: MAX_ORIGINAL_EDGE_PX },
  { name: "ratio", key: "ar", kind: "ratio", transient: true },
  { name: "enlarge", key: "enlarge", aliases: ["we"], kind: "flag", default: false },
  {
    name: "rotate",
    key: "rot",
    aliases: ["rotate", "ro"],
    kind: "word",
    words: "0 90 180 270",
    default: "0",
  },
  { name: "flip", key: "flip", kind: "word", words: "h v hv" },
  { name: "flop", key: "flop", kind: "flag", transient: true },
  { name: "background", key: "bg", aliases: ["background", "b"], kind: "color" },
  { name: "grayscale", key: "gray", aliases: ["grayscale", "greyscale"], kind: "flag", default: false },
  { name: "lossless", key: "lossless", kind: "flag", default: false },
  { name: "animated", key: "anim", aliases: ["animated"], kind: "flag", default: true },
  { name: "trim", key: "trim", kind: "flag", default: false },
  { name: "pad", key: "pad", aliases: ["padding"], kind: "integer", min: 0, max: 512, default: 0 },
  { name: "blur", key: "blur", kind: "integer", min: 1, max: 100 },
  { name: "sharpen", key: "sharp", aliases: ["sharpen"], kind: "flag", default: false },
  { name: "brightness", key: "bright", aliases: ["brightness"], kind: "integer", min: 0, max: 200, default: 100 },
  { name: "saturation", key: "sat", aliases: ["saturation"], kind: "integer", min: 0, max: 200, default: 100 },
  { name: "hue", key: "hue", kind: "integer", min: 0, max: 359, default: 0 },
  { name: "contrast", key: "contrast", kind: "integer", min: 0, max: 200, default: 100 },
  { name: "gamma", key: "gamma", kind: "integer", min: 100, max: 300, default: 100 },
  { name: "tint", key: "tint", kind: "color" },
  { name: "invert", key: "invert", aliases: ["negate"], kind: "flag", default: false },
  { name: "pixelate", key: "pixelate", aliases: ["px"], kind: "integer", min: 2, max: 256 },
  {
    name: "round",
    key: "round",
    aliases: ["radius"],
    kind: "integer",
    min: 1,
    max: 2048,
    step: 1,
    word: "max",
    means: 2048,
  },
  {
    name: "mark",
    key: "mark",
    kind: "name",
    pattern: /^[0-9a-z]{26}$/,
    accepts: "the id of an image of the same owner, 26 of 0-9 a-z",
  },
  {
    name: "markGravity",
    key: "markg",
    kind: "word",
    words: "center north northeast east southeast south southwest west northwest tile",
    also: "top north right east bottom south left west",
  },
  { name: "markWidth", key: "markw", kind: "integer", min: 1, max: 100, default: 25 },
  { name: "markOpacity", key: "marko", kind: "integer", min: 1, max: 100, default: 100 },
  { name: "markPad", key: "markpad", kind: "integer", min: 0, max: 512, default: 16 },
  { name: "text", key: "txt", kind: "text", max: 200 },
  {
    name: "textGravity",
    key: "txtg",
    kind: "word",
    words: "center north northeast east southeast south southwest west northwest",
    also: "top north right east bottom south left west",
  },
  { name: "textSize", key: "txtsize", kind: "integer", min: 8, max: 512, default: 32 },
  { name: "textColor", key: "txtcolor", kind: "color" },
  { name: "textHalo", key: "txthalo", kind: "color" },
  { name: "metadata", key: "meta", aliases: ["metadata"], kind: "word", words: "none copyright", default: "none" },
  {
    name: "download",
    key: "dl",
    kind: "name",
    pattern: /^[A-Za-z0-9-]{1,64}$/,
    accepts: "a file's name without its ending, 1 to 64 of A-Z a-z 0-9 -",
  },
  {
    name: "rendition",
    key: "p",
    aliases: ["preset", "t"],
    kind: "name",
    pattern: /^[a-z0-9-]{1,32}$/,
    accepts: "a rendition's name, 1 to 32 of a-z 0-9 -",
  },
  { name: "defaults", key: "d", kind: "flag", default: true },
  { name: "expires", key: "exp", aliases: ["expires"], kind: "integer", min: 1, max: 1e11, transient: true },
  {
    name: "signature",
    key: "s",
    aliases: ["sig", "signature"],
    kind: "name",
    pattern: /^[\w-]{1,16}\.[\w-]{43}$/,
    accepts: "a key id, a dot and 43 characters of base64url",
    transient: true,
  },
  {
    name: "free",
    key: "free",
    kind: "name",
    pattern: /^[a-z.]{1,32}$/,
    accepts: "keys such as w.dpr",
    transient: true,
  },
  {
    name: "widths",
    key: "widths",
    kind: "name",
    pattern: /^[\d.]{1,99}$/,
    accepts: "widths such as 320.640",
    transient: true,
  },
] as const satisfies readonly ParameterRow[];

/** The same table, for walking it. */
export const ROWS: readonly ParameterRow[] = PARAMETERS;

type Row = (typeof PARAMETERS)[number];

type ValueOf<Any extends ParameterRow> = Any extends { kind: "integer" | "decimal" | "ratio" }
  ? number | (Any extends { means: infer Meant } ? Meant : never)
  : Any extends { kind: "flag" }
    ? boolean
    : Any extends { kind: "numbers" }
      ? readonly number[]
      : Any extends { kind: "word"; words: infer Words }
        ? WordOf<Words>
        : string;

type WordOf<Words> = Words extends `${infer Word} ${infer Others}` ? Word | WordOf<Others> : Words;

export type ParameterName = Row["name"];

/** Every parameter of one request as read, e.g. `{ width: 640, dpr: 2 }`. */
export type Parameters = { readonly [Each in Row as Each["name"]]?: ValueOf<Each> };

/** What a picture is made by: the parameters that outlive the edge, with defaults left out, e.g. `{ width: 1280 }`. */
export type Transform = {
  readonly [Each in Row as Each extends { transient: true } ? never : Each["name"]]?: ValueOf<Each>;
};

/** Query keys that travel with links and mean nothing to a picture. */
export function isMarketingTag(key: string): boolean {
  return key.indexOf("utm_") === 0 || key === "gclid" || key === "fbclid";
}
