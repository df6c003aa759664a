import { auto } from "./auto.ts";
import { avif } from "./avif.ts";
import { catalogue } from "./catalogue.ts";
import { clients } from "./clients.ts";
import { encoders } from "./encoders.ts";
import { hits } from "./hits.ts";
import { mixed } from "./mixed.ts";
import { originals } from "./originals.ts";
import { quality } from "./quality.ts";
import type { Section } from "./section.ts";
import { start } from "./start.ts";
import { uploads } from "./uploads.ts";
import { work } from "./work.ts";

/** Every section by the name that asks for it, in the order in which they are run. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  mixed,
  avif,
  clients,
  originals,
  start,
  hits,
  uploads,
  quality,
  auto,
  catalogue,
  encoders,
  work,
};

/** The sweep that the encoders' settings were chosen by, and what the simulation counts with. */
const SELDOM_SECTIONS = ["encoders", "work"];

/** Those that are run when none is named. */
export const USUAL_SECTIONS: readonly string[] = Object.keys(SECTIONS).filter(
  (name) => !SELDOM_SECTIONS.includes(name),
);

/** Those of a short run. */
export const QUICK_SECTIONS: readonly string[] = ["mixed", "start", "hits"];
