import { type EdgeCodeOf, type Failed, failed } from "../edge-problems.ts";
import { type ParameterRow, ROWS } from "./parameters.ts";
import { type Refusal, type Refused, sentenceKey } from "./refusal.ts";

type Said = Exclude<EdgeCodeOf<400 | 403>, "parameter-invalid">;

/** What is said of a request's subject, by the code it is refused with; of values, every parameter says its own. */
function predicates(rows: readonly ParameterRow[]): Readonly<Record<Said, string>> {
  return {
    "query-malformed": "must be percent-encoded as UTF-8, e.g. %23 for #.",
    "parameter-unknown": `is no parameter; there are ${rows.map(({ key }) => key).join(" ")}.`,
    "parameter-repeated": "comes twice; give it once.",
    "parameter-conflict": "needs w or h, and gives the other; dpr needs one of them at least.",
    "dialect-unsupported": "has no counterpart here; docs/moving.md names what has one.",
    "signature-required": "must be signed.",
    "signature-invalid": "must sign all but what free names.",
    "url-expired": "is over; this URL was good until then.",
  };
}

/**
 * All that there is to say of refused requests, without what each sentence begins with.
 *
 * @param rows those that are known where it is said
 * @returns e.g. `{ "says-w": " must be a whole number from 1 to 4096.", … }`, by `sentenceKey`
 */
export function sentencesAbout(rows: readonly ParameterRow[]): Readonly<Record<string, string>> {
  const byCode = Object.entries(predicates(rows)).map(
    ([code, predicate]) => [sentenceKey({ code, subject: "" }), ` ${predicate}`] as const,
  );
  const byKey = rows.map((row) => {
    const counted = row.name === "width" || row.name === "height" ? " dpr and ar are counted in." : "";
    return [
      sentenceKey({ code: "parameter-invalid", subject: row.key }),
      ` must be ${accepts(row)}.${counted}`,
    ] as const;
  });
  return Object.fromEntries([...byCode, ...byKey]);
}

/**
 * What a row accepts, as the rest of a sentence.
 *
 * @returns e.g. `a whole number from 1 to 4096`
 */
export function accepts(row: ParameterRow): string {
  switch (row.kind) {
    case "integer":
      return `a whole number from ${row.min} to ${row.max}${row.word ? ` or ${row.word}` : ""}`;
    case "decimal":
      return `a number from ${row.min} to ${row.max}`;
    case "numbers":
      return `${row.min.length} whole numbers with commas between, from ${row.min.join()} up to ${row.max}`;
    case "word":
      return `one of ${row.words.split(" ").join(", ")}`;
    case "flag":
      return "0 or 1";
    case "ratio":
      return "a ratio such as 16:9";
    case "color":
      return "3, 4, 6 or 8 hex digits or a CSS color name";
    case "name":
      return row.accepts;
    case "text":
      return `words, 1 to ${row.max} bytes of UTF-8`;
  }
}

/** Made at the first refusal: most callers see none. */
let sentences: Readonly<Record<string, string>> | undefined;

/** The whole sentence of a refusal, e.g. `w must be a whole number from 1 to 4096.` */
export function sentenceOf(refusal: Refusal<EdgeCodeOf<400 | 403>>): string {
  sentences ??= sentencesAbout(ROWS);
  return `${refusal.subject}${sentences[sentenceKey(refusal)]}`;
}

/** A refusal with its sentence. */
export function worded({ problem }: Refused): Failed {
  return failed(problem.code, sentenceOf(problem));
}
