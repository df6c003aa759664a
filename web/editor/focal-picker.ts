import { imageUrl } from "../../client/image-url.ts";
import { element } from "../element.ts";

/** The whole picture with its focal point on it. */
export interface FocalPicker {
  readonly element: HTMLElement;
  /** @param text as a URL has it, e.g. `30,70`; anything else shows no point */
  show(text: string | undefined): void;
}

/**
 * Sets a focal point by clicking, or dragging, on the whole picture; fields beside it do the same by keyboard.
 *
 * @param onPick hears of the point as a URL has it
 */
export function focalPicker(id: string, onPick: (text: string) => void): FocalPicker {
  const picture = element("img", { src: imageUrl(id, { width: 640, defaults: false }), alt: "", draggable: "false" });
  const point = element("span", { class: "point", hidden: true });
  const surface = element("div", { class: "focal", "aria-hidden": "true" }, picture, point);
  const show = (text: string | undefined) => {
    const match = /^(\d+),(\d+)$/.exec(text ?? "");
    point.hidden = match === null;
    if (match !== null) Object.assign(point.style, { left: `${match[1]}%`, top: `${match[2]}%` });
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
  return { element: surface, show };
}

function percent(share: number): number {
  return Math.round(Math.min(Math.max(share, 0), 1) * 100);
}
