import type { ImageData } from "../../lib/image-data.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { savedField } from "./saved-field.ts";

/**
 * What a picture shows, in words, and what it is found by.
 *
 * @param onTitle hears of the picture as it is called from now on: here, and in the `alt` of snippets
 */
export function wordsFields(
  playground: Playground,
  { id, title, labels }: ImageData,
  onTitle: (image: ImageData) => void,
): HTMLElement {
  const { darkroom } = playground;
  return element(
    "div",
    { class: "words" },
    savedField(playground, {
      id: "picture-title",
      label: "What it shows",
      hint: "e.g. Sunset over the bay",
      value: title ?? "",
      async save(text) {
        const changed = await darkroom.change(id, { title: text.trim() || null });
        onTitle(changed);
        return changed.title ?? "";
      },
    }),
    savedField(playground, {
      id: "picture-labels",
      label: "Labels",
      hint: "e.g. sea, 2026",
      value: labels.join(", "),
      save: async (text) => (await darkroom.change(id, { labels: labelsOf(text) })).labels.join(", "),
    }),
  );
}

/** Whether each can be one is for the service to say. */
function labelsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .map((label) => label.replace(/^#/, ""))
    .filter((label) => label !== "");
}
