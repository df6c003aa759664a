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
  const lower = (accept || "").toLowerCase();
  // So begins what Chrome and Firefox ask for pictures with: settled without taking all of it apart.
  if (lower.indexOf("image/avif,") === 0) return "auto-avif";
  const ranges = lower.split(",");
  const weights: Record<string, number> = Object.create(null);
  for (let i = 0; i < ranges.length; i++) {
    const parts = ranges[i]!.split(";");
    const type = parts[0]!.trim();
    // Of a range that is named twice the first counts, and nothing weighs more than 1.
    if (weights[type] === undefined) weights[type] = weightOf(parts);
    if (weights["image/avif"] === 1) return "auto-avif";
  }
  const avif = weights["image/avif"] || 0;
  const webp = weights["image/webp"] || 0;
  // Of the ranges that an older picture falls under, the narrowest says what it weighs.
  const older = [weights["image/jpeg"], weights["image/*"], weights["*/*"]];
  const others = older.find((weight) => weight !== undefined) || 0;
  if (avif > 0 && avif >= webp && avif >= others) return "auto-avif";
  if (webp > 0 && webp >= others) return "auto-webp";
  return weights["application/json"]! > 0 && lower.indexOf("image/") < 0 ? "json" : "auto";
}

/** The `q` of one media range, 0 to 1; what is no number counts as 1, as if it were not there. */
function weightOf(parts: readonly string[]): number {
  for (let i = 1; i < parts.length; i++) {
    const match = /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parts[i]!);
    if (match && +match[1]! <= 1) return +match[1]!;
  }
  return 1;
}
