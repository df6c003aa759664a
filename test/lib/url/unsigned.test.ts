import { expect, test } from "vitest";
import { DEFAULT_LADDER } from "../../../lib/url/default-ladder.ts";
import { isCounted } from "../../../lib/url/unsigned.ts";
import { transformOf } from "./meaning.ts";

test.each(["", "w=641", "h=641", "w=641&h=361", "h=300&ar=16:9", "bg=red", "d=0", "p=hero&w=640", "p=hero&q=60"])(
  "what ?%s asks for counts towards the bound of its image",
  async (rawQuery) => {
    expect(isCounted(await transformOf(rawQuery), DEFAULT_LADDER)).toBe(true);
  },
);

test.each(["p=hero", "p=hero&fmt=png"])("?%s is one of few, and not counted", async (rawQuery) => {
  expect(isCounted(await transformOf(rawQuery), DEFAULT_LADDER)).toBe(false);
});

test.each(["w=641", "h=641", "w=641&h=361", "w=641&bg=red"])(
  "?%s is not counted once it is signed",
  async (rawQuery) => {
    expect(isCounted(await transformOf(rawQuery, "exact"), DEFAULT_LADDER)).toBe(false);
  },
);
