import { expect, test } from "vitest";
import { readPlace } from "../../web/place.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";

test.each([
  ["", { name: "gallery", search: {} }],
  ["#/", { name: "gallery", search: {} }],
  ["#/?label=sea&q=sunset+bay", { name: "gallery", search: { label: "sea", words: "sunset bay" } }],
  ["#/nowhere", { name: "gallery", search: {} }],
  ["#/images/short", { name: "gallery", search: {} }],
  ["#/defaults", { name: "defaults" }],
  [`#/receipts/${ID}`, { name: "receipt", id: ID }],
  [`#/images/${ID}`, { name: "image", id: ID, parameters: {} }],
  [`#/images/${ID}?width=640&fp=30%2C70`, { name: "image", id: ID, parameters: { w: "640", fp: "30,70" } }],
])("the playground's address %j is a place", (hash, place) => {
  expect(readPlace(hash)).toEqual(place);
});
