import { type Refused, refused, repeatedKey } from "../refusal.ts";
import { fromBlur } from "./amounts.ts";
import {
  decodePath,
  type Folded,
  foldAll,
  type Heard,
  put,
  type Said,
  standsFor,
  type Unfolded,
} from "./foreign-url.ts";

/** The effects among them stand with their whole name, as `e_grayscale`. */
const SIMPLE =
  "f fmt t p e_grayscale !gray e_negate !invert e_sharpen !sharp e_trim !trim e_brightness +bright e_contrast +contrast " +
  "e_saturation +sat e_pixelate pixelate fl_attachment dl fl_progressive - fl_lossy - fl_strip_profile - fl_animated -";

/**
 * Reads a delivery URL of Cloudinary.
 *
 * @param path e.g. `/demo/image/upload/c_fill,w_300,h_200/f_auto/v1712345678/01jd3v….jpg`; the cloud's name, the version
 *   and the ending may be there or not
 * @see https://cloudinary.com/documentation/transformation_reference
 */
export function readCloudinary(path: string): Folded | Unfolded | Refused | undefined {
  const match = /^(?:\/[\w-]+)?\/image\/upload\/(?:(.+)\/)?([0-9a-z]{26})(?:\.([a-z]+))?$/.exec(path);
  if (match === null) return undefined;
  const heard = readComponents(match[1] || "");
  if (!("said" in heard)) return heard;
  const ending = match[3];
  if (ending && heard.said.f === undefined) heard.said.f = ending;
  return foldAll(match[2]!, heard.said, SIMPLE, fold);
}

/** One transformation after the other is more than a URL of ours can say; format, quality and ratio of pixels have no order. */
function readComponents(text: string): Heard | Unfolded | Refused {
  const said: Said = Object.create(null);
  const decoded = decodePath(text);
  if (decoded === undefined) return refused("query-malformed", "The path");
  const components = decoded.split("/");
  let shaping = 0;
  for (let i = 0; i < components.length; i++) {
    const component = components[i]!;
    if (/^(v\d+)?$/.test(component)) continue;
    if (!/^((f|q|dpr|fl)_[^,]*(,|$))+$/.test(component) && ++shaping > 1) return { unfolded: "chain" };
    const options = component.split(",");
    for (let j = 0; j < options.length; j++) {
      const match = /^((?:e|fl)_[^:]*|[^_:]*)[_:]?(.*)$/.exec(options[j]!)!;
      const key = match[1]!;
      if (said[key] !== undefined) return repeatedKey(key.slice(0, 32));
      said[key] = match[2]!;
    }
  }
  return { said: said };
}

function fold(key: string, value: string, theirs: Said, ours: Said): boolean {
  switch (key) {
    case "w":
    case "h":
      if (isLeftToClient(value)) return false;
      // The sides of a cut are those of its rectangle; without a mode both sides are filled, and one keeps the ratio.
      if (theirs.c === "crop") return true;
      if (theirs.w && theirs.h && /^(scale)?$/.test(theirs.c || "")) ours.fit = "fill";
      return put(ours, key, value);
    case "dpr":
      return !isLeftToClient(value) && put(ours, key, value);
    case "x":
    case "y":
      return theirs.c === "crop";
    case "ar":
      return put(ours, key, /^\d\.\d{1,2}$/.test(value) ? Math.round(+value * 100) + ":100" : value);
    case "c":
      return value === "scale" || foldCrop(value, theirs, ours);
    case "g":
      return foldGravity(value, theirs, ours);
    case "q":
      return put(ours, key, value.replace(/^auto:\w+$/, "auto"));
    case "b":
      return put(ours, "bg", value.replace(/^rgb:/, ""));
    case "r":
      return value === "0" || put(ours, "round", value);
    case "a":
      return put(
        ours,
        /flip/.test(value) ? "flip" : "rot",
        standsFor("hflip h vflip v -90 270 -180 180 -270 90", value) || value,
      );
    case "e_blur":
      return put(ours, "blur", fromBlur(value || "100", 2000));
    default:
      return /^fl_keep_/.test(key) && put(ours, "meta", "copyright");
  }
}

/** Whether the client is asked for its size, as `auto` and `auto:breakpoints` do. */
function isLeftToClient(value: string): boolean {
  return /^auto/.test(value);
}

function foldCrop(value: string, theirs: Said, ours: Said): boolean {
  if (value === "auto" && !theirs.g) ours.g = "attention";
  // Where it is cut, only its corner tells: anything else hangs on the picture's own size.
  if (value === "crop") return !!theirs.x && put(ours, "rect", [theirs.x, theirs.y, theirs.w, theirs.h].join());
  return put(
    ours,
    "fit",
    standsFor("fit inside limit inside fill cover lfill cover thumb cover auto cover pad contain lpad contain", value),
  );
}

function foldGravity(value: string, theirs: Said, ours: Said): boolean {
  if (theirs.c === "crop") return value === "north_west";
  return put(ours, "g", /^(auto|faces?)(:\w+)?$/.test(value) ? "attention" : value.replace("_", ""));
}
