import { element } from "../element.ts";

/** Two pictures over each other, and a slider that wipes from one to the other. */
export interface Comparison {
  readonly element: HTMLElement;
  /** Turns it on and off. */
  readonly control: HTMLElement;
  /** How the picture is found that it is compared with from now on; asked only where somebody looks. */
  against(plain: () => Promise<string>): void;
}

/** Percent of the width that shows the plain picture at the beginning. */
const MIDDLE = 50;

/**
 * @param after the picture on the right of the slider
 * @param report hears why the other one cannot be had
 */
export function comparison(after: HTMLImageElement, report: (error: unknown) => void): Comparison {
  const before = element("img", { alt: "", class: "before" });
  const slider = element("input", {
    type: "range",
    min: 0,
    max: 100,
    value: MIDDLE,
    class: "wipe",
    "aria-label": "How much of the plain picture is shown",
  });
  const frame = element("div", { class: "frame" }, after, before, slider);
  const toggle = element("input", { type: "checkbox", role: "switch" });
  let find: (() => Promise<string>) | undefined;
  const load = async (wanted: () => Promise<string>) => {
    const path = await wanted();
    if (wanted === find && before.getAttribute("src") !== path) before.src = path;
  };
  const slide = () => frame.style.setProperty("--cut", `${slider.value}%`);
  const update = () => {
    frame.classList.toggle("is-comparing", toggle.checked);
    // Asked for only where somebody looks: each is a variant of its own.
    if (toggle.checked && find !== undefined) load(find).catch(report);
  };
  slider.addEventListener("input", slide);
  toggle.addEventListener("change", update);
  slide();
  return {
    element: frame,
    control: element("label", { class: "compare" }, toggle, "Compare with quality 100, no effects"),
    against(plain) {
      find = plain;
      update();
    },
  };
}
