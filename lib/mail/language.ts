/** What mails speak. */
export const LANGUAGES = ["en", "de", "es"] as const;

/** One of `LANGUAGES`. */
export type Language = (typeof LANGUAGES)[number];

/** What is spoken with whom nothing is known of. */
export const DEFAULT_LANGUAGE: Language = "en";

/**
 * The first of some languages that there is a translation into.
 *
 * @param tags BCP 47, the preferred one first, e.g. `["de-AT", "en"]`; underscores do too, as some issuers have them
 * @returns e.g. `de`; `undefined` where there is none
 * @see OpenID Connect Core 1.0 §5.1 for `locale`
 */
export function languageOf(tags: readonly string[]): Language | undefined {
  for (const tag of tags) {
    const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
    const language = LANGUAGES.find((each) => each === primary);
    if (language !== undefined) return language;
  }
  return undefined;
}
