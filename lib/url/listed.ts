/**
 * Whether one of the lists that a signed URL carries, `free` or `widths`, has an entry.
 *
 * @param list e.g. `w.dpr`; one that is absent has none
 */
export function isListed(entry: string | number | undefined, list: string | undefined): boolean {
  return ("." + list + ".").indexOf("." + entry + ".") >= 0;
}
