/** Which of one's pictures the gallery shows; all where it says nothing. */
export interface GallerySearch {
  /** e.g. `sea` */
  readonly label?: string;
  /** Each is in the title, or a label. */
  readonly words?: string;
}

/**
 * Reads what somebody looks for: words, and behind `#` one whole label.
 *
 * @param text e.g. `#sea sunset bay`
 */
export function readSearch(text: string): GallerySearch {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const marked = words.find((word) => /^#./.test(word));
  const others = words.filter((word) => word !== marked).join(" ");
  return {
    ...(marked !== undefined && { label: marked.slice(1).toLowerCase() }),
    ...(others !== "" && { words: others }),
  };
}

/** The same as somebody would write it, e.g. `#sea sunset bay`. */
export function searchText({ label, words }: GallerySearch): string {
  return [...(label === undefined ? [] : [`#${label}`]), ...(words === undefined ? [] : [words])].join(" ");
}

/**
 * The place in the playground that shows it.
 *
 * @returns e.g. `#/?label=sea&q=sunset+bay`; `#/` for all pictures
 */
export function searchAddress({ label, words }: GallerySearch): string {
  const query = new URLSearchParams({
    ...(label !== undefined && { label }),
    ...(words !== undefined && { q: words }),
  });
  return query.size === 0 ? "#/" : `#/?${query}`;
}

/** @param query as `searchAddress` has it, e.g. `label=sea&q=sunset+bay` */
export function readSearchQuery(query: string): GallerySearch {
  const said = new URLSearchParams(query);
  const [label, words] = [said.get("label"), said.get("q")];
  return { ...(label && { label }), ...(words && { words }) };
}
