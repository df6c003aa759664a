import type { OutputType } from "./output-type.ts";

/** One way to write a picture, e.g. `{ type: "webp", quality: 60 }`. */
export interface Encoding {
  readonly type: OutputType;
  /** 1 to 100; absent, the type's own. */
  readonly quality?: number | undefined;
  readonly isLossless?: boolean;
  /** Whether the picture is drawn: its colors stay as sharp as its light. */
  readonly isGraphic?: boolean;
  /** Whether all of its colors fit into a palette. */
  readonly hasPalette?: boolean;
}

/** A picture written in one way. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
}

/** Whether every pixel stays as it is. */
export function isCrisp({ type, isLossless }: Encoding): boolean {
  return type === "png" || isLossless === true;
}
