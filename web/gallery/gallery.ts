import { button, element } from "../element.ts";
import type { Playground } from "../playground.ts";
import type { GallerySearch } from "./gallery-search.ts";
import { pictureGrid } from "./picture-grid.ts";
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
  const isSearch = Object.keys(search).length > 0;
  const empty = element("p", { class: "empty" }, ...(isSearch ? nothingFound() : [NOTHING_YET]));
  const heading = element("h1", { tabindex: -1 }, "Pictures");
  const onDeleted = () => {
    showEmptiness();
    usage.update();
    playground.say("It is deleted.");
  };
  const grid = pictureGrid(playground, signal, { heading, onDeleted });
  const more = button("Show more", () => load(), { class: "quiet" });
  let next: string | undefined;
  const load = async () => {
    // A search goes through so many records at a time, and may find none among them.
    do {
      const page = await darkroom.images({ ...search, limit: PAGE, ...(next !== undefined && { cursor: next }) });
      for (const image of page.images) grid.show(image, "last");
      next = page.next ?? undefined;
    } while (grid.isEmpty() && next !== undefined && !signal.aborted);
    more.hidden = next === undefined;
    showEmptiness();
  };
  const showEmptiness = () => {
    empty.hidden = !grid.isEmpty() || next !== undefined;
  };
  await load();

  const usage = usageLine(playground);
  const onUploaded = async (id: string) => {
    grid.show(await darkroom.image(id), "first");
    showEmptiness();
    usage.update();
  };
  return element(
    "section",
    { class: "gallery" },
    element("header", {}, element("div", {}, heading, usage.element), searchForm(search)),
    uploads(playground, signal, onUploaded),
    empty,
    grid.element,
    more,
  );
}

function nothingFound(): (Node | string)[] {
  return ["No picture is like that. ", element("a", { href: "#/" }, "All pictures")];
}
