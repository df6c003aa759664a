import { mixed } from "./mixed.ts";
import type { Section } from "./section.ts";

/** Every section by the name that asks for it, in the order in which they are run. */
export const SECTIONS: Readonly<Record<string, Section>> = { mixed };

/** Those that are run when none is named. */
export const USUAL_SECTIONS: readonly string[] = Object.keys(SECTIONS);
