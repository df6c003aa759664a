import type { FocalPoint } from "../../lib/focal-point.ts";
import { element } from "../element.ts";

/** The whole picture with its focal point on it. */
export interface FocalPicker {
  readonly element: HTMLElement;
  /** @param text as a URL has it, e.g. `30,70`; anything else shows no point */
  show(text: string | undefined): void;
  /** Marks the point that the picture keeps anyhow. */
  mark(kept: FocalPoint | null): void;
}

/**
 * Sets a focal point by clicking, or dragging, on the whole picture; fields beside it do the same by keyboard.
 *
 * @param src the whole picture's address, once it is known
 * @param onPick hears of the point as a URL has it
 */
export function focalPicker(src: Promise<string>, onPick: (text: string) => void): FocalPicker {
  const picture = element("img", { alt: "", draggable: "false" });
  void src.then((address) => {
    picture.src = address;
  });
  const point = element("span", { class: "point", hidden: true });
  const keptPoint = element("span", { class: "point is-kept", hidden: true });
  const surface = element("div", { class: "focal", "aria-hidden": "true" }, picture, keptPoint, point);
  const place = (mark: HTMLElement, x: string | number, y: string | number) => {
    Object.assign(mark.style, { left: `${x}%`, top: `${y}%` });
    mark.hidden = false;
  };
  const show = (text: string | undefined) => {
    const match = /^(\d+),(\d+)$/.exec(text ?? "");
    point.hidden = true;
    if (match !== null) place(point, match[1] ?? "", match[2] ?? "");
  };
  const pick = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    const text = `${percent((clientX - left) / width)},${percent((clientY - top) / height)}`;
    show(text);
    onPick(text);
  };
  surface.addEventListener("pointerdown", (event) => {
    surface.setPointerCapture(event.pointerId);
    pick(event);
  });
  surface.addEventListener("pointermove", (event) => {
    if (surface.hasPointerCapture(event.pointerId)) pick(event);
  });
  return {
    element: surface,
    show,
    mark(kept) {
      keptPoint.hidden = true;
      if (kept !== null) place(keptPoint, ...kept);
    },
  };
}

function percent(share: number): number {
  return Math.round(Math.min(Math.max(share, 0), 1) * 100);
}
