import { COLOR_NAMES } from "./color-names.ts";
import type { ColorLookup } from "./named-colors.ts";

/** Made once: defaults are read with every record. Marked as pure, so that a page's bundle without names leaves it out. */
const COLORS = /* @__PURE__ */ new Map(/* @__PURE__ */ Object.entries(COLOR_NAMES));

/** Looks a CSS color name up in memory, where there is room for all of them; the edge asks its store. */
export const cssColor: ColorLookup = async (name) => COLORS.get(name);
