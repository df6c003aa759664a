import sharp from "sharp";
import type { Size } from "../../geometry.ts";
import type { Transform } from "../../url/parameters.ts";
import { FONT, FONT_CONFIGURATION, FONT_FILE } from "../font-files.ts";

// fontconfig reads this when the first letter is drawn.
process.env.FONTCONFIG_FILE = FONT_CONFIGURATION;

/** How opaque each pixel is: one channel of 8 bits. */
export interface Mask extends Size {
  readonly data: Buffer;
}

/** Words as far as there is room for them. */
export interface Letters extends Mask {
  /** Px that all their lines take. */
  readonly wholeHeight: number;
}

/**
 * Draws words, wrapped between words where it can be and within one where it must.
 *
 * @param size of the letters in px
 * @param room px; what is over its height is cut off
 * @param gravity to which side lines are flush
 * @returns `undefined` where nothing of the words can be seen, such as spaces
 */
export async function drawLetters(
  words: string,
  size: number,
  room: Size,
  gravity: NonNullable<Transform["textGravity"]>,
): Promise<Letters | undefined> {
  const seen = escaped(words);
  if (seen.trim() === "") return undefined;
  const text = { text: seen, font: `${FONT} ${size}`, fontfile: FONT_FILE, dpi: 72, width: room.width } as const;
  const drawn = sharp({ text: { ...text, wrap: "word-char", align: sideOf(gravity), rgba: true } });
  const { data, info } = await drawn.extractChannel("alpha").raw().toBuffer({ resolveWithObject: true });
  const shown = { width: Math.min(info.width, room.width), height: Math.min(info.height, room.height) };
  const rows = Array.from({ length: shown.height }, (_, row) => row * info.width);
  return {
    data: Buffer.concat(rows.map((start) => data.subarray(start, start + shown.width))),
    ...shown,
    wholeHeight: info.height,
  };
}

/** Pango takes its text for markup: none of ours is any, and what controls a terminal shows nothing. */
function escaped(words: string): string {
  const visible = words.replace(/[\p{Cc}\p{Cs}]/gu, (control) => (control === "\n" ? control : ""));
  return visible.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function sideOf(gravity: string): "left" | "center" | "right" {
  if (gravity.endsWith("west")) return "left";
  return gravity.endsWith("east") ? "right" : "center";
}
