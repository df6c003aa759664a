import type { ImageData } from "../../lib/image-data.ts";

/**
 * What a list has of an image; its labels and title are the last words.
 *
 * @returns e.g. `01jd3v7k2mq8x4n5p6r7s8t9va  2026-11-22T19:06:19.635Z  jpeg  640×480         12345  ready  [sea]  Sunset`
 */
export function imageLine(image: ImageData): string {
  const { id, state, format, width, height, sizeBytes, createdAt, problem, title, labels } = image;
  const size = width === null || height === null ? "?" : `${width}×${height}`;
  const note = problem === undefined ? state : `${state} (${problem.code})`;
  const words = [...(labels.length === 0 ? [] : [`[${labels.join(" ")}]`]), ...(title === null ? [] : [title])];
  return [id, createdAt, (format ?? "?").padEnd(4), size.padEnd(11), `${sizeBytes}`.padStart(9), note, ...words].join(
    "  ",
  );
}
