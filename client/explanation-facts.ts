import type { ExpectedAnswer, ImageExplanation } from "../lib/image-explanation.ts";
import type { Explanation } from "../lib/url/explanation.ts";

/** By whom a value was filled in. */
const FILLED_IN = {
  rendition: "the rendition",
  defaults: "the owner's defaults",
  image: "the image's focal point",
} as const;

/**
 * What a picture's URL means, for people: names and what is to be said under each, in the order of the edge's own work.
 *
 * @param explained by the service, with what would be answered, or offline
 * @returns e.g. `[["image", "01jd3v…"], ["asked", "width=641"], ["folded", "width is w"], …]`; without what there is not
 */
export function explanationFacts(explained: Explanation | ImageExplanation): [string, string][] {
  const { asked, folded, ignored, moved, transform, values, ...rest } = explained;
  const answer = "answer" in rest ? rest.answer : null;
  const spelled = (pairs: readonly (readonly [string, unknown])[]) => pairs.map((pair) => pair.join("=")).join(" ");
  const moves = Object.entries(moved).map(([key, [from, to]]) => `${key} from ${from} to ${to} px`);
  const renamed = Object.entries(folded).map(([from, to]) => `${from} is ${to}`);
  const facts: [string, string][] = [
    ["image", rest.id],
    ["asked", spelled(asked) || "nothing"],
    ["folded", renamed.join(", ")],
    ["ignored", ignored.join(" ")],
    ["moved", moves.length === 0 ? "" : `${moves.join(", ")}: the next size of the ladder`],
    ["means", spelled(Object.entries(transform)) || (rest.variant === null ? "" : "the owner's defaults")],
    ["filled", filledIn(values)],
    ["signed", rest.signedBy === null ? "" : `by the key ${rest.signedBy}; sizes are exact`],
    ["expires", rest.expiresAt ?? ""],
    ["variant", rest.variant ?? ""],
    ["answer", answer === null ? "" : answerText(answer)],
    ["bytes", answer === null ? "" : bytesText(answer)],
    ["stored", answer === null ? "" : answer.isStored ? "already" : "not yet"],
  ];
  return facts.filter(([, value]) => value !== "");
}

/** @returns e.g. `q=60 by the owner's defaults, fp=30,70 by the image's focal point` */
function filledIn(values: Explanation["values"]): string {
  const filled = Object.entries(values).flatMap(([key, { value, from }]) =>
    from === "url" || from === "service" ? [] : [`${key}=${value} by ${FILLED_IN[from]}`],
  );
  return filled.join(", ");
}

/** @returns e.g. `AVIF of 650×433 px` */
function answerText({ format, width, height, frames }: ExpectedAnswer): string {
  const size = width === null || height === null ? "" : ` of ${width}×${height} px`;
  const motion = frames !== null && frames > 1 ? ` in ${frames} frames` : "";
  return `${format.toUpperCase()}${size}${motion}`;
}

/** What an estimate goes by. */
const BASES = { renditions: "as its renditions tell", photographs: "if it is as most photographs" } as const;

/** @returns e.g. `31,847`, or `about 32,000 as its renditions tell` */
function bytesText({ sizeBytes, estimate }: ExpectedAnswer): string {
  if (sizeBytes !== null) return sizeBytes.toLocaleString("en");
  return estimate === null ? "" : `about ${estimate.sizeBytes.toLocaleString("en")} ${BASES[estimate.basis]}`;
}
