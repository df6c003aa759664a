import { button } from "../element.ts";
import type { Playground } from "../playground.ts";

/** A button that saves the original, byte for byte, on somebody's own machine. */
export function originalDownload({ darkroom, report }: Playground, id: string): HTMLElement {
  const save = async () => {
    try {
      // It comes as an attachment, so that the page stays.
      location.assign((await darkroom.download(id)).url);
    } catch (error) {
      report(error);
    }
  };
  return button("Download original", save, { class: "quiet" });
}
