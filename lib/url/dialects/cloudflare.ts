import type { Refused } from "../refusal.ts";
import { compassPoint, flipBeforeTurn, focalPoint, fromBlur, fromFactor } from "./amounts.ts";
import { type Folded, foldAll, put, readOptions, type Said, standsFor, type Unfolded } from "./foreign-url.ts";

const SIMPLE =
  "h h q q dpr dpr height h quality q background bg anim anim metadata meta brightness *bright contrast *contrast " +
  "saturation *sat onerror -";

/** Read as text, since the build shortens properties of these names to our own keys. */
const ROTATE = "rotate" as string;
const BACKGROUND = "background" as string;

/**
 * Reads a URL of Cloudflare's image transformations.
 *
 * @param path e.g. `/cdn-cgi/image/width=300,fit=cover,format=auto/01jd3v…`, the id alone or after `images/`
 * @see https://developers.cloudflare.com/images/transform-images/transform-via-url/
 */
export function readCloudflare(path: string): Folded | Unfolded | Refused | undefined {
  const match = /^\/cdn-cgi\/image\/([^/]+)\/(?:images\/)?([0-9a-z]{26})$/.exec(path);
  if (match === null) return undefined;
  const heard = readOptions(match[1]!, /,/, "=");
  return "problem" in heard ? heard : foldAll(match[2]!, heard.said, SIMPLE, fold);
}

function fold(key: string, value: string, theirs: Said, ours: Said): boolean {
  switch (key) {
    case "width":
    case "w":
      return value !== "auto" && put(ours, "w", value);
    case "fit":
      // There the background is white unless another one is named.
      if (value === "pad" && theirs[BACKGROUND] === undefined) ours.bg = "fff";
      return put(
        ours,
        key,
        standsFor("scale-down inside contain inside cover cover crop cover squeeze fill pad contain", value),
      );
    case "gravity":
    case "g":
      return foldGravity(value, ours);
    case "format":
    case "f":
      return put(ours, "fmt", value === "baseline-jpeg" ? "jpeg" : value);
    case "blur":
      return value === "0" || put(ours, key, fromBlur(value, 250));
    case "gamma":
      return value === "0" || put(ours, key, fromFactor(value));
    case "sharpen":
      return value === "0" || (/^(10|\d(\.\d+)?)$/.test(value) && put(ours, "sharp", "1"));
    case "flip":
      return put(ours, key, flipBeforeTurn(value, theirs[ROTATE]));
    case "rotate":
      return put(ours, "rot", value === "360" ? "0" : value);
    case "trim":
      return value === "border" && put(ours, key, "1");
    default:
      return key === "compression" && value === "fast";
  }
}

function foldGravity(value: string, ours: Said): boolean {
  const match = /^([\d.]+)x([\d.]+)$/.exec(value);
  if (match) return put(ours, "fp", focalPoint(match[1], match[2]));
  return put(ours, "g", compassPoint([value]) || standsFor("auto attention face attention center center", value));
}
