import type { ImageData } from "../../lib/image-data.ts";
import { bytesText, timeText } from "../amounts.ts";
import type { Configuration } from "../configuration.ts";
import { element } from "../element.ts";
import { galleryPicture } from "../picture.ts";
import { searchAddress } from "./gallery-search.ts";

/** One picture of the gallery, with the words that it is found by; a failed one says why. */
export function pictureCard(configuration: Configuration, image: ImageData): HTMLElement {
  const { id, width, height, format, sizeBytes, state, problem, createdAt, title, labels } = image;
  if (state === "failed") {
    const reason = problem?.detail ?? "It could not be read.";
    return element("li", { class: "card failed" }, element("p", {}, reason), caption([timeText(createdAt)]));
  }
  const facts = width === null ? ["Being looked at …"] : [`${width} × ${height}`, `${format}`, bytesText(sizeBytes)];
  const name = title === null ? [] : [element("strong", {}, title)];
  return element(
    "li",
    { class: "card" },
    element("a", { href: `#/images/${id}` }, galleryPicture(configuration, image), ...name, caption(facts)),
    ...(labels.length === 0 ? [] : [labelLinks(labels)]),
  );
}

function caption(facts: readonly string[]): HTMLElement {
  return element("span", { class: "caption" }, facts.join(" · "));
}

function labelLinks(labels: readonly string[]): HTMLElement {
  const links = labels.map((label) => element("a", { href: searchAddress({ label }) }, `#${label}`));
  return element("p", { class: "labels" }, ...links);
}
