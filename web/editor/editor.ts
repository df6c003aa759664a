import { BROWSERS_ACCEPT, explainOffline } from "../../client/explanation.ts";
import { type QueryParameters, writeImageSource } from "../../client/image-source.ts";
import type { ImageData } from "../../lib/image-data.ts";
import { answeredAddress } from "../answered-address.ts";
import { parameterForm } from "../controls/parameter-form.ts";
import { deletion } from "../deletion.ts";
import { button, element } from "../element.ts";
import { pictureTitle } from "../picture-title.ts";
import type { Playground } from "../playground.ts";
import { reasonOf } from "../reason.ts";
import { copyable } from "./copyable.ts";
import { explanationList } from "./explanation-list.ts";
import { focalPicker } from "./focal-picker.ts";
import { keptFocalPoint } from "./kept-focal-point.ts";
import { originalDownload } from "./original-download.ts";
import { plainParameters } from "./plain-parameters.ts";
import { preview } from "./preview.ts";
import { reapplying } from "./reapplying.ts";
import { snippets } from "./snippets.ts";
import { stateNote } from "./state-note.ts";
import { askVariant } from "./variant.ts";
import { wordsFields } from "./words-fields.ts";

/** What an editor begins with: nobody wants 20 million pixels first. */
const FIRST: QueryParameters = { w: "800" };

/** The whole picture, to click on. */
const WHOLE: QueryParameters = { w: "640", d: "0" };

/** Milliseconds for which one may go on playing before a variant is asked for. */
const REST_MS = 250;

const RATIOS = ["16:9", "3:2", "4:3", "1:1", "3:4", "9:16"];

/**
 * One picture, everything that can be asked of it, and what comes of it.
 *
 * @param image proven: of any other one nothing comes
 * @param said what its address had, e.g. `{ w: "640" }`
 */
export function editor(
  playground: Playground,
  signal: AbortSignal,
  image: ImageData,
  said: QueryParameters,
): HTMLElement {
  const { publicUrl, ladder } = playground.configuration;
  const { id } = image;
  const address = copyable(playground, "Address");
  const variantPreview = preview(image, signal, playground.report);
  const forPages = snippets(playground, image);
  const explanation = explanationList();
  const begin = Object.keys(said).length === 0 ? FIRST : said;
  const setFocalPoint = (text: string) => {
    form.set("fp", text);
    onChange();
  };
  const whole = answeredAddress(playground, image, WHOLE);
  whole.catch(playground.report);
  const picker = focalPicker(whole, setFocalPoint);
  const kept = keptFocalPoint(playground, image, picker.mark, () => setFocalPoint(""));
  const form = parameterForm({
    id: "edit",
    scope: "url",
    said: begin,
    starts: startsOf(image),
    offers: { ar: RATIOS, p: image.renditions.map(({ name }) => name) },
    companions: { fp: element("div", { class: "aiming" }, picker.element, kept.element) },
    onChange: () => onChange(),
  });

  let latest = new AbortController();
  const update = async (restMs: number) => {
    latest.abort();
    latest = new AbortController();
    const { signal: turn } = latest;
    const parameters = form.parameters();
    picker.show(parameters.fp);
    kept.offer(parameters.fp);
    variantPreview.wait();
    const path = writeImageSource({ baseUrl: "", id, parameters });
    history.replaceState(null, "", `#${path.replace("/transformation", "")}`);
    address.show(`${publicUrl}${path}`);
    try {
      // What the edge objects to, but for a missing signature, which is to be had.
      const { refusal } = await explainOffline(path, BROWSERS_ACCEPT, { ladder, signedUrls: "off" });
      if (refusal !== null) return variantPreview.refuse(refusal.detail);
      await new Promise((resolve) => setTimeout(resolve, restMs));
      if (turn.aborted) return;
      const answered = await answeredAddress(playground, image, parameters);
      if (turn.aborted) return;
      address.show(`${publicUrl}${answered}`);
      const [variant, explained] = await Promise.all([
        askVariant(answered, AbortSignal.any([turn, signal])),
        playground.darkroom.explain(answered, BROWSERS_ACCEPT),
      ]);
      if (turn.aborted) return;
      explanation.show(explained);
      const plain = () => answeredAddress(playground, image, plainParameters(parameters));
      forPages.show(parameters, await variantPreview.show(variant, plain));
    } catch (error) {
      if (!turn.aborted && !signal.aborted) variantPreview.refuse(reasonOf(error));
    }
  };
  const onChange = () => void update(REST_MS);
  const startOver = () => {
    form.clear();
    onChange();
  };
  const heading = element("h1", { tabindex: -1 }, pictureTitle(image));
  const words = wordsFields(playground, image, (changed) => {
    heading.textContent = pictureTitle(changed);
    forPages.describe(changed.title ?? "");
  });
  void update(0);

  return element(
    "section",
    { class: "editor" },
    element("a", { href: "#/", class: "back" }, "← Pictures"),
    element(
      "header",
      {},
      heading,
      button("Start over", startOver, { class: "quiet" }),
      originalDownload(playground, id),
      reapplying(playground, signal, id),
      deletion(playground, id),
      stateNote(playground, signal, image),
    ),
    element("div", { class: "result" }, variantPreview.element, address.element),
    form.element,
    element("div", { class: "takeaway" }, words, forPages.element, explanation.element),
  );
}

function startsOf({ width, height }: ImageData): Record<string, number> {
  return { ...(width !== null && { w: width }), ...(height !== null && { h: height }), q: 80 };
}
