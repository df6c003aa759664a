import type { QueryParameters } from "../../client/image-source.ts";
import type { ImageData } from "../../lib/image-data.ts";
import { isSignatureNeeded } from "../answered-address.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { reasonOf } from "../reason.ts";
import { copyable } from "./copyable.ts";
import { snippetParameters, widestPx } from "./snippet-parameters.ts";
import { imgSnippet, pictureSnippet, signedSnippet } from "./snippet-text.ts";

/** What one takes along to a page of one's own. */
export interface Snippets {
  readonly element: HTMLElement;
  /** @param shape px of the variant */
  show(said: QueryParameters, shape: { width: number; height: number }): void;
  /** @param alt what the picture shows, for those who do not see it */
  describe(alt: string): void;
}

const USUAL_SIZES = "(max-width: 50rem) 100vw, 50rem";

export function snippets(playground: Playground, image: ImageData): Snippets {
  const { publicUrl, ladder } = playground.configuration;
  const img = copyable(playground, "<img>, for every width");
  const picture = copyable(playground, "<picture>, each type by its own address");
  const signed = copyable(playground, "srcset, signed on your server");
  const sizes = element("input", { id: "snippet-sizes", type: "text", value: USUAL_SIZES, spellcheck: "false" });
  const fault = element("p", { class: "refusal", role: "alert", hidden: true });
  signed.element.hidden = true;
  let alt = image.title ?? "";
  let shown: [QueryParameters, { width: number; height: number }] | undefined;
  const update = () => {
    if (shown === undefined) return;
    const [said, shape] = shown;
    const parameters = snippetParameters(said);
    if ("problem" in parameters) return;
    const common = { id: image.id, alt, parameters, shape, widest: widestPx(image, said) };
    const options = { ...common, baseUrl: publicUrl, ladder, sizes: sizes.value };
    const isForServers = isSignatureNeeded(playground, said);
    for (const each of [img, picture]) each.element.hidden = isForServers;
    signed.element.hidden = !isForServers;
    try {
      if (isForServers) signed.show(signedSnippet(options));
      else {
        img.show(imgSnippet(options));
        picture.show(pictureSnippet(options));
      }
      fault.hidden = true;
    } catch (error) {
      fault.textContent = reasonOf(error);
      fault.hidden = false;
    }
  };
  sizes.addEventListener("input", update);
  const field = element(
    "div",
    { class: "field" },
    element("label", { for: "snippet-sizes" }, "How wide it is on your page ", element("code", {}, "sizes")),
    sizes,
    fault,
  );
  return {
    element: element("div", { class: "snippets" }, field, img.element, picture.element, signed.element),
    show(said, shape) {
      shown = [said, shape];
      update();
    },
    describe(text) {
      alt = text;
      update();
    },
  };
}
