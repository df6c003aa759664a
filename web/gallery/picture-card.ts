import type { ImageData } from "../../lib/image-data.ts";
import { bytesText, timeText } from "../amounts.ts";
import type { Configuration } from "../configuration.ts";
import { element } from "../element.ts";
import { galleryPicture } from "../picture.ts";

/** One picture of the gallery; a failed one says why. */
export function pictureCard(configuration: Configuration, image: ImageData): HTMLElement {
  const { id, width, height, format, sizeBytes, state, problem, createdAt } = image;
  if (state === "failed") {
    const reason = problem?.detail ?? "It could not be read.";
    return element("li", { class: "card failed" }, element("p", {}, reason), caption([timeText(createdAt)]));
  }
  const facts = width === null ? ["Being looked at …"] : [`${width} × ${height}`, `${format}`, bytesText(sizeBytes)];
  return element(
    "li",
    { class: "card" },
    element("a", { href: `#/images/${id}` }, galleryPicture(configuration, image), caption(facts)),
  );
}

function caption(facts: readonly string[]): HTMLElement {
  return element("span", { class: "caption" }, facts.join(" · "));
}
