import { type Refused, refused } from "../refusal.ts";
import { compassPoint, flipBeforeTurn, reversed } from "./amounts.ts";
import { decodePath, type Folded, foldAll, put, type Said, type Unfolded } from "./foreign-url.ts";

const SIMPLE =
  "quality q format fmt grayscale !gray brightness +bright contrast +contrast saturation *sat sharpen !sharp " +
  "background_color bg upscale !enlarge no_upscale - strip_exif - strip_icc -";

/** Everything that may stand before a picture, in the order that thumbor has it. */
const PARTS =
  /^\/unsafe\/(?:(meta)\/)?(?:(trim)\/)?(?:(\d+)x(\d+):(\d+)x(\d+)\/)?(?:(full-)?(fit-in)\/)?(?:(-?)(\d*)x(-?)(\d*)\/)?(?:(left|center|right)\/)?(?:(top|middle|bottom)\/)?(?:(smart)\/)?(?:filters:(.+)\/)?([0-9a-z]{26})$/;

/**
 * Reads a URL of thumbor that is not signed.
 *
 * @param path e.g. `/unsafe/fit-in/300x200/filters:quality(80):grayscale()/01jd3v…`
 * @see https://thumbor.readthedocs.io/en/latest/usage.html
 */
export function readThumbor(path: string): Folded | Unfolded | Refused | undefined {
  if (!/^\/unsafe\/(.+\/)?[0-9a-z]{26}$/.test(path)) return undefined;
  const decoded = decodePath(path);
  if (decoded === undefined) return refused("query-malformed", "The path");
  const parts = PARTS.exec(decoded);
  if (parts === null) return { unfolded: "path" };
  const heard = readFilters(parts[16] || "");
  if (!("said" in heard)) return heard;
  const folded = foldAll(parts[17]!, heard.said, SIMPLE, foldFilter);
  if ("said" in folded) foldParts(parts, folded.said, heard.said);
  return folded;
}

/** @param text e.g. `quality(80):grayscale()` */
function readFilters(text: string): { readonly said: Said } | Unfolded {
  const said: Said = Object.create(null);
  const filters = text === "" ? [] : text.replace(/\)$/, "").split("):");
  for (let i = 0; i < filters.length; i++) {
    const filter = filters[i]!;
    const end = filter.indexOf("(");
    const key = filter.slice(0, end);
    if (end < 1 || said[key] !== undefined) return { unfolded: "filters" };
    said[key] = filter.slice(end + 1);
  }
  return { said: said };
}

function foldParts(parts: RegExpExecArray, ours: Said, filters: Said): void {
  const width = +(parts[10] || 0);
  const height = +(parts[12] || 0);
  if (parts[1]) ours.fmt = "json";
  if (parts[2]) ours.trim = "1";
  if (parts[3]) ours.rect = [parts[3], parts[4], +parts[5]! - +parts[3], +parts[6]! - +parts[4]!].join();
  if (width) ours.w = "" + width;
  if (height) ours.h = "" + height;
  if (parts[9] || parts[11]) {
    const flip = `${parts[9] ? "h" : ""}${parts[11] ? "v" : ""}`;
    ours.flip = flipBeforeTurn(flip, ours.rot);
  }
  if (parts[7]) ours.fit = "outside";
  else if (parts[8]) {
    if (filters.fill !== undefined) ours.fit = "contain";
  } else if (width && height && ours.fit === undefined) ours.fit = "cover";
  const point = compassPoint([parts[13]!, parts[14]!]);
  if (parts[15]) ours.g = "attention";
  else if (point) ours.g = point;
}

function foldFilter(key: string, value: string, _theirs: Said, ours: Said): boolean {
  switch (key) {
    case "blur":
      return put(ours, key, value.split(",").pop());
    case "rotate":
      return put(ours, "rot", reversed(value));
    case "fill":
      return value !== "auto" && value !== "blur" && put(ours, "bg", value.split(",")[0]);
    case "round_corner":
      return foldCorners(value.split(","), ours);
    case "stretch":
      return put(ours, "fit", "fill");
    default:
      return false;
  }
}

/** @param words a radius, the color behind it in three numbers, and whether there is none, e.g. `["20", "255", "255", "255"]` */
function foldCorners(words: readonly string[], ours: Said): boolean {
  if (words.length < 4) return false;
  if (!words[4] || words[4] === "0") {
    ours.bg = words
      .slice(1, 4)
      .map((each) => (+each + 256).toString(16).slice(1))
      .join("");
  }
  return put(ours, "round", words[0]);
}
