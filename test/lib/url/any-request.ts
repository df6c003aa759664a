import fc from "fast-check";
import { MAX_ASKED_PX } from "../../../lib/limits.ts";
import { COLOR_NAMES } from "../../../lib/url/color-names.ts";
import { type ParameterRow, ROWS } from "../../../lib/url/parameters.ts";
import { ends, wordsOf } from "./row-bounds.ts";

/** What a client asks for before it is spelled: row name → text, e.g. `{ width: "640", background: "#F00" }`. */
export type Asked = Readonly<Record<string, string>>;

/** Rows that say who may see a picture and for how long, and halves of what other rows say whole. */
const OTHER_ROWS = ["expires", "signature", "free", "widths", "focalX", "focalY", "flop"];

/** The rows that say how a picture looks. */
const PICTURE_ROWS = ROWS.filter(({ name }) => !OTHER_ROWS.includes(name));

const HEX_COLOR = /^#?([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/;

/** Requests made of the table's rows, each by itself accepted; together most of them are. */
export const anyRequest: fc.Arbitrary<Asked> = fc
  .record(Object.fromEntries(PICTURE_ROWS.map((row) => [row.name, acceptedText(row)])), { requiredKeys: [] })
  .map(reconciled);

/** Every text that a row accepts has its chance. */
export function acceptedText(row: ParameterRow): fc.Arbitrary<string> {
  switch (row.kind) {
    case "integer":
      return fc.oneof(fc.integer({ min: row.min, max: row.max }).map(String), fc.constantFrom(...ends(row)));
    case "decimal":
      return fc.integer({ min: row.min * 10_000, max: row.max * 10_000 }).map((parts) => `${parts / 10_000}`);
    case "numbers":
      return fc.tuple(...row.min.map((least) => fc.integer({ min: least, max: row.max }))).map((each) => each.join());
    case "word":
      return fc.constantFrom(...wordsOf(row));
    case "flag":
      return fc.constantFrom("0", "1", "true", "false");
    case "ratio":
      return fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 })).map((sides) => sides.join(":"));
    case "color":
      return fc.oneof(fc.constantFrom(...Object.keys(COLOR_NAMES)), fc.stringMatching(HEX_COLOR));
    case "name":
      return fc.stringMatching(row.pattern);
    case "text":
      return fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => Buffer.byteLength(text) <= row.max);
  }
}

/** Leaves out what would only ever be refused: a ratio without exactly one side, a dpr without a side to multiply. */
function reconciled(asked: Partial<Asked>): Asked {
  const { ratio, dpr, ...rest } = asked;
  const sides = [rest.width, rest.height].filter((side) => side !== undefined).map(Number);
  return {
    ...(rest as Asked),
    ...(ratio !== undefined && sides.length === 1 && { ratio }),
    ...(dpr !== undefined && sides.length > 0 && Math.max(...sides) * Number(dpr) <= MAX_ASKED_PX && { dpr }),
  };
}
