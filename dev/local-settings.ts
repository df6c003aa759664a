import type { Environment } from "../lib/aws/environment.ts";
import { StartRefusal } from "./start-refusal.ts";

/** What somebody may set for the functions of a local service. */
const NUMBERS = ["MAX_VARIANTS", "DEMAND_SAMPLE", "UPLOADS_PER_HOUR", "STORED_BYTES"];
const SETTINGS = [...NUMBERS, "PREWARM", "ALLOWED_ORIGINS", "MAIL_FROM"];

/** Bounds that nothing counts yet: who sets one must not believe that it holds. */
const NOT_ENFORCED = ["TRANSFORMS_PER_MINUTE"];

/**
 * The variables that the functions are to have besides their own; an empty one counts as absent.
 *
 * @returns e.g. `{ MAX_VARIANTS: "10" }`
 * @throws StartRefusal when one is set that would do nothing, or to what is no number
 */
export function localSettings(environment: Environment): Record<string, string> {
  const vain = NOT_ENFORCED.find((name) => environment[name]);
  if (vain !== undefined) throw new StartRefusal(`${vain} is not enforced yet; unset it.`);
  if (environment.SIGNED_URLS && environment.SIGNED_URLS !== "off") {
    throw new StartRefusal("SIGNED_URLS can only be off yet; a signature is checked where there is one.");
  }
  const odd = NUMBERS.find((name) => environment[name] && !/^[1-9]\d{0,14}$/.test(environment[name]));
  if (odd !== undefined) throw new StartRefusal(`${odd} must be a whole number over 0, not ${environment[odd]}.`);
  return Object.fromEntries(
    SETTINGS.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value]] : [];
    }),
  );
}
