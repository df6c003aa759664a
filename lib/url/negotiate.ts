/** What `fmt=auto` becomes for a client: one class, one variant key. */
export type NegotiatedClass = "auto-avif" | "auto-webp" | "auto" | "json";

/**
 * The class of answers that a client's `Accept` header asks for.
 *
 * Only a type named by itself counts for AVIF and WebP: a wildcard comes from clients that know neither. JSON is for
 * clients that ask for it and name no picture.
 *
 * @param accept e.g. `image/avif,image/webp,*\/*;q=0.8`; absent means anything
 * @see RFC 9110 §12.5.1
 */
export function negotiate(accept: string | undefined): NegotiatedClass {
  const weights = readAccept((accept || "").toLowerCase());
  const avif = weights("image/avif");
  const webp = weights("image/webp");
  const plain = weights("image/jpeg", "image/*", "*/*");
  if (avif > 0 && avif >= webp && avif >= plain) return "auto-avif";
  if (webp > 0 && webp >= plain) return "auto-webp";
  return weights("application/json") > 0 && accept!.toLowerCase().indexOf("image/") < 0 ? "json" : "auto";
}

/** Looks a type up, else the next wider range, as RFC 9110 has it: the most specific one that is named decides. */
function readAccept(accept: string): (...types: readonly string[]) => number {
  const ranges = accept.split(",").map((range) => {
    const parts = range.split(";");
    return { type: parts[0]!.trim(), weight: weightOf(parts) };
  });
  return (...types) => {
    const named = types.map((type) => ranges.find((range) => range.type === type)).find((range) => range !== undefined);
    return named === undefined ? 0 : named.weight;
  };
}

/** The `q` of one media range, 0 to 1; what is no number counts as 1, as if it were not there. */
function weightOf(parts: readonly string[]): number {
  for (let i = 1; i < parts.length; i++) {
    const match = /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parts[i]!);
    if (match && +match[1]! <= 1) return +match[1]!;
  }
  return 1;
}
