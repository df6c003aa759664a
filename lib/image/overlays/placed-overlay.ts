import type { OverlayOptions } from "sharp";
import type { Size } from "../../geometry.ts";
import type { Transform } from "../../url/parameters.ts";
import { anchor } from "../anchor.ts";

/** Pixels with alpha, 8 bits a channel. */
export interface Drawn extends Size {
  readonly data: Buffer;
}

/**
 * What is laid over a frame, at its place.
 *
 * @param canvas the frame's size in px
 * @param pad px that stay free between it and the edges, as far as there is room
 */
export function placedOverlay(
  { data, width, height }: Drawn,
  canvas: Size,
  gravity: Transform["gravity"],
  pad: number,
): OverlayOptions {
  const room = roomWithin(canvas, pad);
  const { left, top } = anchor(gravity, room, { width, height });
  return {
    input: data,
    raw: { width, height, channels: 4 },
    left: left + (canvas.width - room.width) / 2,
    top: top + (canvas.height - room.height) / 2,
  };
}

/** What is left of a canvas within its padding; the padding gives way before the last two pixels. */
export function roomWithin({ width, height }: Size, pad: number): Size {
  const inner = (side: number) => side - 2 * Math.min(pad, Math.floor((side - 1) / 2));
  return { width: inner(width), height: inner(height) };
}
