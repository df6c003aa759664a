import type { ImageData } from "../../lib/image-data.ts";
import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { settledImage } from "../settled-image.ts";
import type { GallerySearch } from "./gallery-search.ts";
import { pictureCard } from "./picture-card.ts";
import { searchForm } from "./search-form.ts";
import { uploads } from "./uploads.ts";
import { usageLine } from "./usage-line.ts";

/** Pictures of one page. */
const PAGE = 24;

const NOTHING_YET = "Nothing here yet. Your first picture takes a few seconds.";

/** One's pictures, newest first, or those that are looked for; and the place to drop further ones. */
export async function gallery(
  playground: Playground,
  signal: AbortSignal,
  search: GallerySearch,
): Promise<HTMLElement> {
  const { darkroom } = playground;
  const grid = element("ul", { class: "grid" });
  const isSearch = Object.keys(search).length > 0;
  const empty = element("p", { class: "empty" }, ...(isSearch ? nothingFound() : [NOTHING_YET]));
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
    // A search goes through so many records at a time, and may find none among them.
    do {
      const page = await darkroom.images({ ...search, limit: PAGE, ...(next !== undefined && { cursor: next }) });
      for (const image of page.images) show(image, false);
      next = page.next ?? undefined;
    } while (cards.size === 0 && next !== undefined && !signal.aborted);
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
    element(
      "header",
      {},
      element("div", {}, element("h1", { tabindex: -1 }, "Pictures"), usage.element),
      searchForm(search),
    ),
    uploads(playground, signal, onUploaded),
    empty,
    grid,
    more,
  );
}

function nothingFound(): (Node | string)[] {
  return ["No picture is like that. ", element("a", { href: "#/" }, "All pictures")];
}
