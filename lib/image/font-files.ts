import { fileURLToPath } from "node:url";

/** Beside this code: in the source, and in a Lambda's folder, where the build puts it beside the bundle's parts. */
const FONTS = new URL("./fonts/", import.meta.url);

/** The font of all words, and how it is called. */
export const FONT_FILE = fileURLToPath(new URL("NotoSans-SemiBold.ttf", FONTS));
export const FONT = "Noto Sans SemiBold";

/**
 * What libvips' fontconfig is to read: no font of the machine's stands in for a missing letter, so that a picture is the
 * same wherever it is made.
 */
export const FONT_CONFIGURATION = fileURLToPath(new URL("fonts.conf", FONTS));
