import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Metafile } from "esbuild";

/** The code that draws letters looks for its fonts in a folder beside itself. */
const LETTERS = "lib/image/overlays/letters.ts";
const FONTS = "fonts";

/** The folders of a bundle's parts that draw letters, e.g. `[".build/transformer/chunks"]`. */
export function lettersFolders({ outputs }: Metafile): readonly string[] {
  const parts = Object.entries(outputs).filter(([, { inputs }]) => LETTERS in inputs);
  return parts.map(([file]) => dirname(file));
}

/** Puts the fonts into such folders. */
export async function addFonts(folders: readonly string[]): Promise<void> {
  const fonts = join(dirname(LETTERS), FONTS);
  for (const folder of folders) await cp(fonts, join(folder, FONTS), { recursive: true });
}
