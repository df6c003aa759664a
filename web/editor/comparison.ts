import { element } from "../element.ts";

/** Two pictures over each other, and a slider that wipes from one to the other. */
export interface Comparison {
  readonly element: HTMLElement;
  /** Turns it on and off. */
  readonly control: HTMLElement;
  /** Which picture it is compared with from now on. */
  against(path: string): void;
}

/** Percent of the width that shows the plain picture at the beginning. */
const MIDDLE = 50;

/** @param after the picture on the right of the slider */
export function comparison(after: HTMLImageElement): Comparison {
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
  let path = "";
  const update = () => {
    frame.classList.toggle("is-comparing", toggle.checked);
    frame.style.setProperty("--cut", `${slider.value}%`);
    // Asked for only where somebody looks: each is a variant of its own.
    if (toggle.checked && before.getAttribute("src") !== path) before.src = path;
  };
  slider.addEventListener("input", update);
  toggle.addEventListener("change", update);
  update();
  return {
    element: frame,
    control: element("label", { class: "compare" }, toggle, "Compare with quality 100, no effects"),
    against(plain) {
      path = plain;
      update();
    },
  };
}
