import sharp, { type Sharp } from "sharp";
import { RENDER_SECONDS } from "../limits.ts";

/** A change of one frame, given and handed back as pixels of its own. */
type Change = (frame: Sharp) => Sharp | Promise<Sharp>;

/**
 * Takes a still, or every frame of an animation, through the same change.
 *
 * @param pages how many frames there are; libvips has them stacked, so that what looks at a pixel's neighbours would
 *   look at another frame's
 * @param change hands back frames that are all of one size
 */
export async function eachFrame(image: Sharp, pages: number, change: Change): Promise<Sharp> {
  return pages > 1 ? eachOfMany(image, pages, change) : settled(await change(await settled(image)));
}

/**
 * Ends a pipeline and begins another on its pixels.
 *
 * sharp has an order of its own inside one pipeline, whatever the order of the calls; across two there is no doubt.
 */
export async function settled(image: Sharp): Promise<Sharp> {
  const { data, info } = await pixels(image);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/** Only a container carries the timing from one pipeline to the next. */
async function eachOfMany(image: Sharp, pages: number, change: Change): Promise<Sharp> {
  const { delay, loop } = await image.metadata();
  const { data, info } = await pixels(image);
  const raw = { width: info.width, height: info.height / pages, channels: info.channels };
  const frameBytes = data.length / pages;
  const changed = [];
  for (let page = 0; page < pages; page++) {
    const frame = sharp(data.subarray(page * frameBytes, (page + 1) * frameBytes), { raw });
    changed.push(await pixels(await change(frame)));
  }
  const { width, height, channels } = changed[0]!.info;
  const strip = sharp(Buffer.concat(changed.map((each) => each.data)), {
    raw: { width, height: height * pages, channels, pageHeight: height },
  });
  const timing = { ...(delay && { delay }), ...(loop !== undefined && { loop }) };
  return sharp(await strip.webp({ lossless: true, effort: 0, ...timing }).toBuffer(), { pages: -1 });
}

function pixels(image: Sharp) {
  return image.timeout({ seconds: RENDER_SECONDS }).raw().toBuffer({ resolveWithObject: true });
}
