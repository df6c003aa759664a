import { type ParameterName, type ParameterRow, ROWS } from "../../lib/url/parameters.ts";

/** Rows of the parameter table that stand together on a page. */
export interface ControlGroup {
  readonly title: string;
  readonly rows: readonly ParameterRow[];
}

/** What does not go by the rule that everything else is an effect. */
const PLACES: Readonly<Record<string, readonly ParameterName[]>> = {
  Size: ["width", "height", "ratio", "fit", "dpr", "enlarge"],
  Crop: ["focalPoint", "gravity", "rect"],
  "Turn and mirror": ["rotate", "flip"],
  Format: ["format", "quality"],
  "The owner's defaults": ["rendition", "defaults"],
};

const EFFECTS = "Effects";

/** A URL's end and its proof are not a matter of taste. */
const NOT_SHOWN: readonly string[] = ["expires", "signature"];

/** What belongs to one URL, and not to what an owner says of all of them. */
const OF_ONE_URL: readonly string[] = ["focalPoint", "rect", "text", "rendition", "defaults"];

/**
 * The parameter table in the groups of an editor: a new row is an effect unless it is given a place.
 *
 * Other spellings (transient rows without a place) are left out.
 *
 * @param scope `defaults` for what an owner may say of all pictures
 */
export function controlGroups(scope: "url" | "defaults"): readonly ControlGroup[] {
  const placed = new Set<string>(Object.values(PLACES).flat());
  const isShown = ({ name }: ParameterRow) =>
    !NOT_SHOWN.includes(name) && (scope === "url" || !OF_ONE_URL.includes(name));
  const effects = ROWS.filter((row) => !placed.has(row.name) && row.transient !== true && isShown(row));
  const groups = Object.entries(PLACES).map(([title, names]) => ({
    title,
    rows: ROWS.filter((row) => names.some((name) => name === row.name) && isShown(row)).map(withoutData),
  }));
  const [owners, ...others] = groups.reverse();
  return [...others.reverse(), { title: EFFECTS, rows: effects }, ...(owners === undefined ? [] : [owners])].filter(
    ({ rows }) => rows.length > 0,
  );
}

/** `fmt=json` answers no picture. */
function withoutData(row: ParameterRow): ParameterRow {
  return row.kind === "word" ? { ...row, words: row.words.replace(" json", "") } : row;
}

/**
 * What a row is called for people.
 *
 * @returns e.g. `Focal point` for `focalPoint`
 */
export function rowLabel({ name }: ParameterRow): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
