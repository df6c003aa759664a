import type { Picture } from "../pictures/picture.ts";

/** What an answer is to be. */
export interface Output {
  readonly widthPx: number;
  readonly format: "jpeg" | "webp" | "avif" | "png";
}

/** One request: a picture as an output. */
export interface Order {
  readonly picture: Picture;
  readonly output: Output;
}

/** What a page asks for most: a thumbnail, and a picture for each generation of browsers. */
export const MIXED_OUTPUTS: readonly Output[] = [
  { widthPx: 300, format: "jpeg" },
  { widthPx: 800, format: "jpeg" },
  { widthPx: 800, format: "webp" },
];

/** Every picture as every output. */
export function ordersOf(pictures: readonly Picture[], outputs: readonly Output[]): Order[] {
  return pictures.flatMap((picture) => outputs.map((output) => ({ picture, output })));
}

/** e.g. `jpeg800` */
export function outputName({ format, widthPx }: Output): string {
  return `${format}${widthPx}`;
}
