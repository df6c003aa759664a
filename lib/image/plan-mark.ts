import type { Size } from "../geometry.ts";
import type { ProvenImage } from "../image-record.ts";
import type { Transform } from "../url/parameters.ts";
import { roomWithin } from "./overlays/placed-overlay.ts";
import { planRendering } from "./plan.ts";
import type { Rendering } from "./step.ts";

/** What the table says of a mark that nothing more is said of. */
export const MARK = { width: 25, opacity: 100, pad: 16, gravity: "southeast" } as const;

/**
 * Settles how a mark is made, before it is opened: as wide as is asked, and no higher than there is room.
 *
 * A mark is what its owner uploaded: its own defaults and focal point are for pictures. It grows where it has to.
 *
 * @param transform of the picture that carries it, e.g. `{ mark: "01jd3v…", markWidth: 30 }`
 * @param canvas the size of the answer in px
 * @returns a plan whose `rung` says what it is made from; only its first frame is shown
 */
export function planMark(
  { proof, rungs }: Pick<ProvenImage, "proof" | "rungs">,
  transform: Transform,
  canvas: Size,
): Rendering {
  const room = roomWithin(canvas, transform.markPad ?? MARK.pad);
  const asked = Math.round((canvas.width * (transform.markWidth ?? MARK.width)) / 100);
  const width = Math.min(Math.max(asked, 1), room.width);
  return planRendering(proof, { width, height: room.height, enlarge: true, animated: false }, "webp", rungs ?? []);
}
