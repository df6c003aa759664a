import { button } from "../element.ts";
import type { Playground } from "../playground.ts";
import { settledImage } from "../settled-image.ts";

/** A button that gives a picture of before one's defaults of now, and shows it anew when its renditions are made. */
export function reapplying(playground: Playground, signal: AbortSignal, id: string): HTMLElement {
  const { darkroom, say, report, comeAgain } = playground;
  const apply = async () => {
    try {
      await darkroom.defaults.reapply(id);
      if ((await settledImage(darkroom, id, signal)) === undefined) return;
      say("It is made with your defaults of now.");
      comeAgain();
    } catch (error) {
      if (!signal.aborted) report(error);
    }
  };
  return button("Re-apply defaults", apply, { class: "quiet" });
}
