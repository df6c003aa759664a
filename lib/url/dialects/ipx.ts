import type { Refused } from "../refusal.ts";
import { compassPoint, fromFactor } from "./amounts.ts";
import { type Folded, foldAll, put, readOptions, type Said, type Unfolded } from "./foreign-url.ts";

const SIMPLE =
  "fit fit q q quality q f fmt format fmt b bg background bg blur blur rotate rot tint tint enlarge !enlarge trim !trim " +
  "negate !invert grayscale !gray sharpen !sharp a - animated -";

/**
 * Reads a URL of ipx, where Nuxt Image has it.
 *
 * @param path e.g. `/_ipx/s_300x200,f_webp/01jd3v…`, the id alone or after `images/`; `_` stands for no modifier
 * @see https://github.com/unjs/ipx#modifiers
 */
export function readIpx(path: string): Folded | Unfolded | Refused | undefined {
  const match = /^\/_ipx\/([^/]+)\/(?:images\/)?([0-9a-z]{26})$/.exec(path);
  if (match === null) return undefined;
  const heard = readOptions(match[1]!, /[,&]/, "_");
  if ("problem" in heard) return heard;
  return foldAll(match[2]!, heard.said, SIMPLE, fold);
}

function fold(key: string, value: string, theirs: Said, ours: Said): boolean {
  switch (key) {
    case "":
      return value === "";
    case "w":
    case "width":
    case "h":
    case "height":
      return put(ours, key[0]!, value) && crops(theirs, ours);
    case "s":
    case "resize":
      return foldSize(value.split("x"), theirs, ours);
    case "pos":
    case "position":
      return put(ours, "g", compassPoint(value.split(" ")) || (value === "centre" ? "center" : value));
    case "crop":
    case "extract":
      return put(ours, "rect", value.replace(/_/g, ","));
    case "flip":
      return put(ours, key, theirs.flop === undefined ? "v" : "hv");
    case "flop":
      return theirs.flip !== undefined || put(ours, "flip", "h");
    case "gamma":
      return put(ours, key, fromFactor(value));
    case "modulate":
      return foldModulate(value.split("_"), ours);
    default:
      return false;
  }
}

/** Both sides crop as sharp does, unless a fit is named. */
function crops(theirs: Said, ours: Said): boolean {
  if (ours.w && ours.h && theirs.fit === undefined) ours.fit = "cover";
  return true;
}

function foldSize(sides: readonly string[], theirs: Said, ours: Said): boolean {
  return put(ours, "w", sides[0]) && put(ours, "h", sides[1] || sides[0]) && crops(theirs, ours);
}

/** Brightness and saturation as factors, then a turn of the hue. */
function foldModulate(words: readonly string[], ours: Said): boolean {
  return (
    put(ours, "bright", fromFactor(words[0]!)) &&
    (words[1] === undefined || put(ours, "sat", fromFactor(words[1]))) &&
    (words[2] === undefined || put(ours, "hue", words[2]))
  );
}
