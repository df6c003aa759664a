import type { ImageData } from "../../lib/image-data.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";

/**
 * What a picture shows, in words: its title here, and the `alt` of snippets.
 *
 * @param onChange hears of the picture as it is called from now on
 */
export function titleField(
  { darkroom, say, report }: Playground,
  { id, title }: ImageData,
  onChange: (image: ImageData) => void,
): HTMLElement {
  const field = element("input", { id: "picture-title", type: "text", value: title ?? "", autocomplete: "off" });
  field.addEventListener("change", async () => {
    try {
      onChange(await darkroom.change(id, { title: field.value.trim() || null }));
      say("Saved.");
    } catch (error) {
      report(error);
    }
  });
  return element("div", { class: "title" }, element("label", { for: field.id }, "What it shows"), field);
}
