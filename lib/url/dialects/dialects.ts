/** Other systems whose URLs a deployer can have understood, each under paths of its own. */
export const DIALECTS = ["imgix", "cloudflare", "cloudinary", "thumbor", "ipx"] as const;

/** One of `DIALECTS`. */
export type Dialect = (typeof DIALECTS)[number];

/** The paths of each, as CloudFront's behaviors have them. */
export const DIALECT_PATHS: Readonly<Record<Dialect, string>> = {
  imgix: "/imgix/*",
  cloudflare: "/cdn-cgi/image/*",
  // With the name of a cloud before it, or without.
  cloudinary: "*/image/upload/*",
  thumbor: "/unsafe/*",
  ipx: "/_ipx/*",
};

export function isDialect(text: string): text is Dialect {
  return DIALECTS.some((dialect) => dialect === text);
}

/**
 * Reads the dialects that a deployer chose.
 *
 * @param text with commas between, e.g. `imgix,thumbor`; empty for none
 * @returns in the order of `DIALECTS`, or as the rest of a sentence what it must be and is not
 */
export function parseDialects(text: string): readonly Dialect[] | { readonly mistake: string } {
  const words = text === "" ? [] : text.split(",");
  const odd = words.find((word, index) => !isDialect(word) || words.indexOf(word) < index);
  if (odd === undefined) return DIALECTS.filter((dialect) => words.includes(dialect));
  return { mistake: `some of ${DIALECTS.join(", ")}, each once, with commas between; ${JSON.stringify(odd)} is wrong` };
}
