/**
 * What a picture is called when it is saved.
 *
 * @param stem e.g. `sunset`; of `A-Z a-z 0-9 -` only, so that it needs no quoting in a header
 * @param contentType e.g. `image/jpeg`
 * @returns e.g. `sunset.jpeg`
 */
export function fileName(stem: string, contentType: string): string {
  return `${stem}.${contentType.replace("image/", "").replace("+xml", "")}`;
}

/**
 * The header that has a browser save an answer.
 *
 * @param name what `fileName` gives
 * @returns e.g. `attachment; filename="sunset.jpeg"`
 * @see RFC 6266 §4
 */
export function attachment(name: string): string {
  return `attachment; filename="${name}"`;
}
