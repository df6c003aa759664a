import sharp, { type OverlayOptions } from "sharp";
import type { Size } from "../../geometry.ts";
import type { Transform } from "../../url/parameters.ts";
import { openSource } from "../decoding.ts";
import { MARK } from "../plan-mark.ts";
import type { Mark } from "../step.ts";
import { orient } from "../steps/orient.ts";
import { reduce } from "../steps/reduce.ts";
import { resize } from "../steps/resize.ts";
import { type Drawn, placedOverlay, roomWithin } from "./placed-overlay.ts";

/** A mark as it lies over a frame. */
export async function markOverlay(mark: Mark, transform: Transform, canvas: Size): Promise<OverlayOptions> {
  const {
    markGravity: gravity = MARK.gravity,
    markPad: pad = MARK.pad,
    markOpacity: opacity = MARK.opacity,
  } = transform;
  const drawn = await drawMark(mark, opacity / 100);
  return gravity === "tile" ? tiled(drawn, canvas, pad) : placedOverlay(drawn, canvas, gravity, pad);
}

async function drawMark({ bytes, rendering }: Mark, opacity: number): Promise<Drawn> {
  const opened = openSource(bytes, rendering.isDeep, { pages: 1 });
  const scaled = await resize(await orient(opened, rendering), rendering);
  const reduced = await reduce(scaled, { ...rendering, isWideGamut: false });
  const shown = reduced.toColourspace("srgb").ensureAlpha().raw({ depth: "uchar" });
  const { data, info } = await shown.toBuffer({ resolveWithObject: true });
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = Math.round(data[alpha]! * opacity);
  return { data, width: info.width, height: info.height };
}

/** Each tile has its padding around it. */
async function tiled({ data, width, height }: Drawn, canvas: Size, pad: number): Promise<OverlayOptions> {
  const room = roomWithin(canvas, pad);
  const [across, down] = [(canvas.width - room.width) / 2, (canvas.height - room.height) / 2];
  const tile = sharp(data, { raw: { width, height, channels: 4 } });
  const padded = tile.extend({ left: across, right: across, top: down, bottom: down, background: "#00000000" });
  const { data: input, info } = await padded.raw().toBuffer({ resolveWithObject: true });
  return { input, raw: { width: info.width, height: info.height, channels: 4 }, tile: true, left: 0, top: 0 };
}
