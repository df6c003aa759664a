import { type Environment, unsignedUrls } from "../lib/aws/environment.ts";
import { type Dialect, parseDialects } from "../lib/url/dialects/dialects.ts";
import { StartRefusal } from "./start-refusal.ts";

/** What somebody may set for the functions of a local service. */
const NUMBERS = [
  "MAX_VARIANTS",
  "DEMAND_SAMPLE",
  "UPLOADS_PER_HOUR",
  "STORED_BYTES",
  "TRANSFORMS_PER_MINUTE",
  "TRANSFORMS_PER_DAY",
];

/** Where it is 0, nothing is made, and what is stored stands in. */
const MAY_BE_NONE = new Set(["TRANSFORMS_PER_DAY"]);

const SETTINGS = [
  ...NUMBERS,
  "PREWARM",
  "SIGNED_URLS",
  "LADDER",
  "DIALECTS",
  "SIGNING_KEY_IDS",
  "ALLOWED_ORIGINS",
  "MAIL_FROM",
  "SVG",
];

/**
 * The variables that the functions are to have besides their own; an empty one counts as absent.
 *
 * @returns e.g. `{ MAX_VARIANTS: "10" }`
 * @throws StartRefusal when one is set to what it cannot be
 */
export function localSettings(environment: Environment): Record<string, string> {
  checkUnsignedUrls(environment);
  localDialects(environment);
  const keyIds = environment.SIGNING_KEY_IDS || "local";
  if (!/^[\w-]{1,16}(,[\w-]{1,16})*$/.test(keyIds)) {
    throw new StartRefusal("SIGNING_KEY_IDS must be key ids of up to 16 of A-Z a-z 0-9 _ -, with commas between.");
  }
  const odd = NUMBERS.find((name) => environment[name] && !isNumberFor(name, environment[name]));
  if (odd !== undefined) {
    const least = MAY_BE_NONE.has(odd) ? "from 0 on" : "over 0";
    throw new StartRefusal(`${odd} must be a whole number ${least}, not ${environment[odd]}.`);
  }
  return Object.fromEntries(
    SETTINGS.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value]] : [];
    }),
  );
}

function isNumberFor(name: string, value: string): boolean {
  return /^[1-9]\d{0,14}$/.test(value) || (value === "0" && MAY_BE_NONE.has(name));
}

/**
 * Other systems whose URLs are understood, from DIALECTS (`imgix,thumbor`).
 *
 * @throws StartRefusal
 */
export function localDialects({ DIALECTS = "" }: Environment): readonly Dialect[] {
  const dialects = parseDialects(DIALECTS);
  if ("mistake" in dialects) throw new StartRefusal(`DIALECTS must be ${dialects.mistake}.`);
  return dialects;
}

function checkUnsignedUrls(environment: Environment): void {
  try {
    unsignedUrls(environment);
  } catch (cause) {
    throw new StartRefusal(`${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
}
