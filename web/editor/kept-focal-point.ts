import { type FocalPoint, parseFocalPoint } from "../../lib/focal-point.ts";
import type { ImageData } from "../../lib/image-data.ts";
import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";

/** The point that every crop of a picture keeps whose address says nothing of one. */
export interface KeptFocalPoint {
  readonly element: HTMLElement;
  /** @param text the point that one plays with, as a URL has it; what is none cannot be kept */
  offer(text: string | undefined): void;
}

/**
 * Shows it, and keeps another one.
 *
 * @param onShown hears of the point that is kept, at the beginning too
 * @param onAimed hears that it has changed, so that crops have
 */
export function keptFocalPoint(
  { darkroom, say, report }: Playground,
  { id, focalPoint }: ImageData,
  onShown: (point: FocalPoint | null) => void,
  onAimed: () => void,
): KeptFocalPoint {
  const words = element("span", {});
  let offered: FocalPoint | undefined;
  const show = (point: FocalPoint | null) => {
    words.textContent = point === null ? "" : `Every crop keeps ${point.join(", ")}.`;
    forget.hidden = point === null;
    onShown(point);
  };
  const aim = async (point: FocalPoint | null, news: string) => {
    try {
      show((await darkroom.change(id, { focalPoint: point })).focalPoint);
      say(news);
      onAimed();
    } catch (error) {
      report(error);
    }
  };
  const keep = element("button", { type: "button", class: "quiet", disabled: true }, "Keep for every crop");
  keep.addEventListener("click", () => {
    if (offered !== undefined) void aim(offered, "Every crop keeps it from now on.");
  });
  const forget = button("Forget it", () => aim(null, "Crops keep the middle again."), { class: "quiet" });
  show(focalPoint);
  return {
    element: element("div", { class: "kept" }, keep, forget, words),
    offer(text) {
      offered = parseFocalPoint(text?.split(",").map(Number));
      keep.disabled = offered === undefined;
    },
  };
}
