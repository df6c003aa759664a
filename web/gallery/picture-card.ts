import type { ImageData } from "../../lib/image-data.ts";
import { bytesText, timeText } from "../amounts.ts";
import { deletion } from "../deletion.ts";
import { element } from "../element.ts";
import { galleryPicture } from "../picture.ts";
import { isProven, stateText } from "../picture-state.ts";
import { pictureTitle } from "../picture-title.ts";
import type { Playground } from "../playground.ts";
import { searchAddress } from "./gallery-search.ts";

/**
 * One picture of the gallery, with the words that it is found by; a failed one says why, and can be deleted.
 *
 * @param onDeleted hears of it when it is gone
 */
export function pictureCard(playground: Playground, image: ImageData, onDeleted: () => void): HTMLElement {
  const hasFailed = image.state === "failed";
  return element(
    "li",
    { class: isProven(image) ? "card" : "card unproven" },
    ...(isProven(image) || !hasFailed ? [pictureLink(playground, image)] : []),
    ...(image.labels.length === 0 ? [] : [labelLinks(image.labels)]),
    ...(hasFailed ? failure(playground, image, onDeleted) : []),
  );
}

function pictureLink({ configuration }: Playground, image: ImageData): HTMLElement {
  const { id, width, height, format, sizeBytes, title, createdAt } = image;
  const name = title === null ? [] : [element("strong", {}, title)];
  const parts = isProven(image)
    ? [
        galleryPicture(configuration, image),
        ...name,
        caption([`${width} × ${height}`, `${format}`, bytesText(sizeBytes)]),
      ]
    : [...name, stateText(image) ?? "", caption([timeText(createdAt)])];
  return element("a", { href: `#/images/${id}` }, ...parts);
}

/** A picture that is to be seen needs no time to be known by. */
function failure(playground: Playground, image: ImageData, onDeleted: () => void): HTMLElement[] {
  return [
    element("p", { class: "reason" }, stateText(image) ?? ""),
    ...(isProven(image) ? [] : [caption([timeText(image.createdAt)])]),
    deletion(playground, image.id, onDeleted, { "aria-label": `Delete … ${pictureTitle(image)}` }),
  ];
}

function caption(facts: readonly string[]): HTMLElement {
  return element("span", { class: "caption" }, facts.join(" · "));
}

function labelLinks(labels: readonly string[]): HTMLElement {
  const links = labels.map((label) => element("a", { href: searchAddress({ label }) }, `#${label}`));
  return element("p", { class: "labels" }, ...links);
}
