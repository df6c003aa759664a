import { element } from "../element.ts";
import { type GallerySearch, readSearch, searchAddress, searchText } from "./gallery-search.ts";

/** Looks for pictures by their words; what is found has an address of its own. */
export function searchForm(search: GallerySearch): HTMLElement {
  const field = element("input", {
    type: "search",
    value: searchText(search),
    placeholder: "Words, or a #label",
    "aria-label": "Search by words of titles, or a #label",
    autocomplete: "off",
  });
  const find = () => {
    location.hash = searchAddress(readSearch(field.value));
  };
  return element(
    "form",
    {
      role: "search",
      class: "search",
      onsubmit: (event) => {
        event.preventDefault();
        find();
      },
    },
    field,
    element("button", { type: "submit", class: "quiet" }, "Search"),
  );
}
