import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { faultOf } from "../../../bench/load/agreement.ts";
import type { Order, Output } from "../../../bench/load/order.ts";

const order = (output: Output): Order => ({
  output,
  picture: {
    name: "wide.png",
    kind: "PNG",
    format: "png",
    width: 601,
    height: 401,
    pages: 1,
    hasAlpha: false,
    sizeBytes: 1,
    megapixels: 0.24,
    isTurned: false,
  },
});

async function answer(width: number, height: number, format: "jpeg" | "avif") {
  const image = sharp({ create: { width, height, channels: 3, background: "#336699" } });
  return sharp(await image.toFormat(format).toBuffer()).metadata();
}

describe("the contestants' answers", () => {
  test.each([
    ["the asked size", 300, "jpeg", 300, 200, "jpeg", undefined],
    ["a height that was rounded the other way", 300, "jpeg", 300, 201, "jpeg", undefined],
    ["the whole of a small picture", 800, "avif", 601, 401, "avif", undefined],
    ["a picture that grew", 800, "jpeg", 800, 534, "jpeg", "with 800×534 px, not 601×401"],
    ["another width", 300, "jpeg", 320, 213, "jpeg", "with 320×213 px, not 300×200"],
    ["another format", 300, "avif", 300, 200, "jpeg", "as jpeg"],
  ] as const)("are judged by size and format: %s", async (_case, widthPx, asked, width, height, format, fault) => {
    expect(faultOf(order({ widthPx, format: asked }), await answer(width, height, format))).toBe(fault);
  });
});
