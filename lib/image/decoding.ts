import sharp, { type Sharp, type SharpOptions } from "sharp";
import { imageKind } from "../image-kind.ts";
import { MAX_PIXELS } from "../limits.ts";
import { isDeepRgb } from "./depth/deep-rgb.ts";
import { withoutText } from "./png-text.ts";

// No two requests are for the same pixels, and one Lambda function is one CPU: a cache and threads would only take memory.
sharp.cache(false);
sharp.concurrency(1);

// What no picture that is taken needs can do no harm: SVG above all, which has a process of its own.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Heif", "Tiff"].map((kind) => `VipsForeignLoad${kind}`),
});

/**
 * Opens a picture, the way every one is decoded, in eight bits a channel.
 *
 * `error` is the strictest level that takes the JPEGs of real cameras, and the pixel limit is libvips' own second look
 * at what the header said.
 *
 * @param options e.g. `{ pages: -1 }` for all frames
 */
export function openPicture(bytes: Uint8Array, options: SharpOptions): Sharp {
  const picture = opened(bytes, options);
  // sharp takes 16 bits a channel to Display P3 and writes that as sRGB: eight bits first, and it reads the profile.
  return isDeepRgb(bytes) ? picture.pipelineColourspace("srgb") : picture;
}

/**
 * Opens what a picture is made from.
 *
 * @param isDeep whether it is an original of 16 bits a channel, which are to stay until it has its size
 */
export function openSource(bytes: Uint8Array, isDeep: boolean, options: SharpOptions): Sharp {
  return isDeep ? opened(bytes, options) : openPicture(bytes, options);
}

function opened(bytes: Uint8Array, options: SharpOptions): Sharp {
  const safe = imageKind(bytes) === "png" ? withoutText(bytes) : bytes;
  return sharp(safe, { failOn: "error", limitInputPixels: MAX_PIXELS, ...options });
}
