import { expect, test } from "vitest";
import { cacheTags, imageTag } from "../../../lib/url/caching.ts";

test("an answer can be forgotten by its image and by its owner", () => {
  const owner = "9f86d081884c7d659a2feaa0c55ad015";
  expect(cacheTags("01jd3v", owner).split(",")).toEqual([imageTag("01jd3v"), "owner-9f86d081884c7d65"]);
});
