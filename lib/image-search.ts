/** What a list of images is narrowed to; all of it has to hold. */
export interface ImageSearch {
  readonly label?: string | undefined;
  /** Folded; each must be in the title, or be a label. */
  readonly words: readonly string[];
}

/**
 * A text as it is searched: letter case, accents and width make no difference.
 *
 * @returns e.g. `grosse uber dem meer` for `Größe über dem Meer`
 */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
}

/** The words of a search, folded, each once. */
export function searchWords(text: string): readonly string[] {
  return [...new Set(foldText(text).split(/\s+/))].filter((word) => word !== "");
}
