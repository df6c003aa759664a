import sharp from "sharp";
import { openPicture } from "./decoding.ts";
import type { Rendering } from "./step.ts";
import { crop } from "./steps/crop.ts";
import { orient } from "./steps/orient.ts";
import { turn } from "./steps/turn.ts";

/** Pixels of the long edge that is looked at; libvips' own search for attention goes by a grid of 32 × 32. */
const LOOKED_AT_PX = 320;

/**
 * Finds where a smart crop belongs.
 *
 * The place is a share and not a number of pixels, so that every size of one shape shows the same part.
 *
 * @param fixed the bytes that the plan names, whatever the variant itself is made from
 * @returns how much of the room to the left and above is left out, e.g. `[0.4, 0]`
 */
export async function focusOf(fixed: Uint8Array, rendering: Rendering): Promise<readonly [number, number]> {
  const { scaled, shown } = rendering.geometry;
  const shrink = LOOKED_AT_PX / Math.max(scaled.width, scaled.height);
  const looked = (px: number) => Math.max(1, Math.round(px * shrink));
  const lookedAt = { ...rendering, rung: rendering.fixedRung, isDeep: false };
  const upright = orient(openPicture(fixed, { pages: 1 }), lookedAt);
  const turned = await turn(await crop(await upright, lookedAt), lookedAt);
  const { info } = await turned
    .resize(looked(shown.width), looked(shown.height), { fit: "cover", position: strategyOf(rendering) })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [
    share(info.cropOffsetLeft, looked(scaled.width) - looked(shown.width)),
    share(info.cropOffsetTop, looked(scaled.height) - looked(shown.height)),
  ];
}

function strategyOf({ transform: { gravity } }: Rendering): number {
  return gravity === "entropy" ? sharp.strategy.entropy : sharp.strategy.attention;
}

/** @param offset as sharp tells it, 0 or less */
function share(offset: number | undefined, room: number): number {
  return room <= 0 ? 0 : Math.min(1, -(offset ?? 0) / room);
}
