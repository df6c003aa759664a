import type { ImageData } from "../../lib/image-data.ts";
import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { pictureCard } from "./picture-card.ts";
import { settledImage } from "./settled-image.ts";
import { uploads } from "./uploads.ts";
import { usageLine } from "./usage-line.ts";

/** Pictures of one page. */
const PAGE = 24;

/** One's pictures, newest first, and the place to drop further ones. */
export async function gallery(playground: Playground, signal: AbortSignal): Promise<HTMLElement> {
  const { darkroom } = playground;
  const grid = element("ul", { class: "grid" });
  const empty = element("p", { class: "empty" }, "Nothing here yet. Your first picture takes a few seconds.");
  const cards = new Map<string, HTMLElement>();

  const show = (image: ImageData, isNew: boolean) => {
    const card = pictureCard(playground.configuration, image);
    const before = cards.get(image.id);
    cards.set(image.id, card);
    if (before !== undefined) before.replaceWith(card);
    else if (isNew) grid.prepend(card);
    else grid.append(card);
    empty.hidden = true;
    if (image.state === "processing") void settle(image.id);
  };
  const settle = async (id: string) => {
    const image = await settledImage(darkroom, id, signal).catch(playground.report);
    if (image) show(image, false);
  };
  const more = button("Show more", () => load(), { class: "quiet" });
  let next: string | undefined;
  const load = async () => {
    const page = await darkroom.images({ limit: PAGE, ...(next !== undefined && { cursor: next }) });
    for (const image of page.images) show(image, false);
    next = page.next ?? undefined;
    more.hidden = next === undefined;
  };
  await load();

  const usage = usageLine(playground);
  const onUploaded = async (id: string) => {
    show(await darkroom.image(id), true);
    usage.update();
  };
  return element(
    "section",
    { class: "gallery" },
    element("header", {}, element("h1", { tabindex: -1 }, "Pictures"), usage.element),
    uploads(playground, signal, onUploaded),
    empty,
    grid,
    more,
  );
}
