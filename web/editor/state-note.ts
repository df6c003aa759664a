import type { ImageData } from "../../lib/image-data.ts";
import { element } from "../element.ts";
import { stateText } from "../picture-state.ts";
import type { Playground } from "../playground.ts";
import { settledImage } from "../settled-image.ts";

/** What is the matter with a picture that can be asked for all the same; gone when nothing is any more. */
export function stateNote({ darkroom, report }: Playground, signal: AbortSignal, image: ImageData): HTMLElement {
  const note = element("p", { role: "status" });
  const show = (now: ImageData) => {
    const text = stateText(now);
    note.textContent = text ?? "";
    note.hidden = text === undefined;
    note.classList.toggle("refusal", now.state === "failed");
  };
  const follow = async () => {
    try {
      const settled = await settledImage(darkroom, image.id, signal);
      if (settled !== undefined) show(settled);
    } catch (error) {
      if (!signal.aborted) report(error);
    }
  };
  show(image);
  if (image.state === "processing") void follow();
  return note;
}
