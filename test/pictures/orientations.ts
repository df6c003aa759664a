import sharp from "sharp";
import { drawn } from "./pixels.ts";

/** A color for a pixel of an upright picture. */
export type Paint = (x: number, y: number) => readonly number[];

/**
 * For each EXIF orientation: which pixel of the upright picture is stored at (x, y).
 *
 * @see CIPA DC-008 §4.6.4 (Orientation): where the stored row 0 and column 0 are seen
 */
const STORED: readonly ((x: number, y: number, width: number, height: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y, width) => [width - 1 - x, y],
  (x, y, width, height) => [width - 1 - x, height - 1 - y],
  (x, y, _width, height) => [x, height - 1 - y],
  (x, y) => [y, x],
  (x, y, width) => [width - 1 - y, x],
  (x, y, width, height) => [width - 1 - y, height - 1 - x],
  (x, y, _width, height) => [y, height - 1 - x],
];

/**
 * A picture as a camera stores it that was held in one of eight ways; without loss.
 *
 * @param orientation 1 to 8
 * @param width px of the upright picture
 */
export async function storedAs(orientation: number, width: number, height: number, paint: Paint): Promise<Buffer> {
  const isTurned = orientation > 4;
  const place = STORED[orientation - 1]!;
  const stored = await drawn(isTurned ? height : width, isTurned ? width : height, (x, y) =>
    paint(...(place(x, y, width, height) as [number, number])),
  );
  return sharp(stored).withMetadata({ orientation }).png().toBuffer();
}
