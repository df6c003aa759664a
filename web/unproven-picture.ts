import type { ImageData } from "../lib/image-data.ts";
import { deletion } from "./deletion.ts";
import { button, element } from "./element.ts";
import { isProven, stateText } from "./picture-state.ts";
import { pictureTitle } from "./picture-title.ts";
import type { Playground } from "./playground.ts";
import { settledImage } from "./settled-image.ts";

/** A picture of which there is nothing to see: why it failed, or that it is on its way; what comes of that is shown. */
export function unprovenPicture(playground: Playground, signal: AbortSignal, image: ImageData): HTMLElement {
  const { report, comeAgain } = playground;
  const hasFailed = image.state === "failed";
  const wait = async () => {
    try {
      const judged = await settledImage(playground.darkroom, image.id, signal, isJudged);
      if (judged !== undefined && !signal.aborted) comeAgain();
    } catch (error) {
      if (!signal.aborted) report(error);
    }
  };
  if (!hasFailed) void wait();
  return element(
    "section",
    { class: "unproven-picture" },
    element("a", { href: "#/", class: "back" }, "← Pictures"),
    element("h1", { tabindex: -1 }, pictureTitle(image)),
    element("p", hasFailed ? { class: "refusal", role: "alert" } : { role: "status" }, stateText(image) ?? ""),
    element(
      "div",
      { class: "actions" },
      ...(hasFailed ? [] : [button("Look again", comeAgain, { class: "quiet" })]),
      deletion(playground, image.id),
    ),
  );
}

/** Its renditions may still be on their way; that is for the editor to say. */
function isJudged(image: ImageData): boolean {
  return isProven(image) || image.state === "failed";
}
