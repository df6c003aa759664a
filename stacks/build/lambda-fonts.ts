import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Metafile } from "esbuild";

/** What looks for the fonts in a folder beside itself. */
const FONT_FILES = "lib/image/font-files.ts";
const FONTS = "fonts";

/** The folders of a bundle's parts that look for fonts, e.g. `[".build/transformer/chunks"]`. */
export function fontFolders({ outputs }: Metafile): readonly string[] {
  const parts = Object.entries(outputs).filter(([, { inputs }]) => FONT_FILES in inputs);
  return parts.map(([file]) => dirname(file));
}

/** Puts the fonts into such folders. */
export async function addFonts(folders: readonly string[]): Promise<void> {
  const fonts = join(dirname(FONT_FILES), FONTS);
  for (const folder of folders) await cp(fonts, join(folder, FONTS), { recursive: true });
}
