import type { Refused } from "../refusal.ts";
import { compassPoint, focalPoint, fromBlur, reversed } from "./amounts.ts";
import { type Folded, foldAll, put, readSaid, type Said, standsFor, type Unfolded } from "./foreign-url.ts";

/** `ixlib` and `ixid` are marks of imgix's own libraries. */
const SIMPLE =
  "w w h h q q dpr dpr ar ar rect rect flip flip hue hue lossless lossless invert invert px pixelate monochrome tint " +
  "bri +bright con +contrast sat +sat ixlib - ixid -";

/**
 * Reads a URL of imgix.
 *
 * @param path `/imgix/` and an image's id
 * @param rawQuery e.g. `w=300&h=200&fit=crop&auto=format`
 * @see https://docs.imgix.com/apis/rendering
 */
export function readImgix(path: string, rawQuery: string): Folded | Unfolded | Refused | undefined {
  const match = /^\/imgix\/([0-9a-z]{26})$/.exec(path);
  if (match === null) return undefined;
  const heard = readSaid(rawQuery);
  return "problem" in heard ? heard : foldAll(match[1]!, heard.said, SIMPLE, fold);
}

function fold(key: string, value: string, theirs: Said, ours: Said): boolean {
  switch (key) {
    case "fit":
      return put(
        ours,
        key,
        standsFor("clip inside max inside crop cover min cover fill contain fillmax contain scale fill", value),
      );
    case "crop":
      return !isCropped(theirs) || value === "focalpoint" || put(ours, "g", gravityOf(value.split(",")));
    case "fp-x":
    case "fp-y":
      if (isCropped(theirs) && theirs.crop === "focalpoint") ours.fp = focalPoint(theirs["fp-x"], theirs["fp-y"]);
      return true;
    case "auto":
      return /^((format|compress)(,|$))+$/.test(value);
    case "fm":
      // With auto=format it is for browsers that know no better.
      return /format/.test(theirs.auto!) || put(ours, "fmt", standsFor("pjpg jpeg png8 png png32 png", value) || value);
    case "fill":
      return value === "solid";
    case "bg":
    case "fill-color":
      return put(ours, "bg", colorOf(value));
    case "blur":
      return value === "0" || put(ours, key, fromBlur(value, 2000));
    case "sharp":
      return value === "0" || (/^[1-9]\d?0?$/.test(value) && put(ours, key, "1"));
    case "rot":
      return put(ours, key, reversed(value));
    case "trim":
      return value === "auto" && put(ours, key, "1");
    case "mask":
      return value === "corners" || (value === "ellipse" && theirs.w === theirs.h && put(ours, "round", "max"));
    case "corner-radius":
      return theirs.mask === "corners" && put(ours, "round", value);
    case "dl":
      return put(ours, key, value.replace(/\.\w+$/, ""));
    default:
      return false;
  }
}

function isCropped(theirs: Said): boolean {
  return theirs.fit === "crop" || theirs.fit === "min";
}

/** Of several words the first one counts that says where, and sides make corners. */
function gravityOf(words: readonly string[]): string | undefined {
  return compassPoint(words) || standsFor("entropy entropy faces attention edges entropy", words[0]!);
}

/** imgix has the opacity first. */
function colorOf(value: string): string {
  return value.replace(/^#?(\w)(\w{3})$/, "$2$1").replace(/^#?(\w\w)(\w{6})$/, "$2$1");
}
