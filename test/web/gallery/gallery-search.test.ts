import { expect, test } from "vitest";
import { readSearch, readSearchQuery, searchAddress, searchText } from "../../../web/gallery/gallery-search.ts";

const ADDRESS_QUERY = /^#\/\??/;

test.each([
  ["", {}, "#/"],
  ["  ", {}, "#/"],
  ["sunset  bay", { words: "sunset bay" }, "#/?q=sunset+bay"],
  ["#Sea", { label: "sea" }, "#/?label=sea"],
  ["sunset #sea bay", { label: "sea", words: "sunset bay" }, "#/?label=sea&q=sunset+bay"],
  ["#sea #bay", { label: "sea", words: "#bay" }, "#/?label=sea&q=%23bay"],
  ["50 % + more & #", { words: "50 % + more & #" }, "#/?q=50+%25+%2B+more+%26+%23"],
])("who looks for %j comes to a place that can be linked, and finds the same words there", (text, search, address) => {
  expect(readSearch(text)).toEqual(search);
  expect(searchAddress(search)).toBe(address);
  const arrived = readSearchQuery(address.replace(ADDRESS_QUERY, ""));
  expect(arrived).toEqual(search);
  expect(readSearch(searchText(arrived))).toEqual(search);
});
