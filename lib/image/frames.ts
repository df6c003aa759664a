import sharp, { type Sharp } from "sharp";

/**
 * Ends a pipeline and begins another on its pixels.
 *
 * sharp has an order of its own inside one pipeline, whatever the order of the calls; across two there is no doubt.
 */
export async function settled(image: Sharp): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
}

/**
 * Takes every frame of an animation through the same change; for what libvips does to stills only.
 *
 * @param image an animation, its frames stacked as libvips has them
 * @param pages how many there are
 * @param change hands back frames that are all of one size
 * @returns an animation with the same timing; only a container carries that from one pipeline to the next
 */
export async function eachFrame(image: Sharp, pages: number, change: (frame: Sharp) => Promise<Sharp>): Promise<Sharp> {
  const { delay, loop } = await image.metadata();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height / pages, channels: info.channels };
  const frameBytes = data.length / pages;
  const changed = [];
  for (let page = 0; page < pages; page++) {
    const frame = sharp(data.subarray(page * frameBytes, (page + 1) * frameBytes), { raw });
    changed.push(await (await change(frame)).raw().toBuffer({ resolveWithObject: true }));
  }
  const { width, height, channels } = changed[0]!.info;
  const strip = sharp(Buffer.concat(changed.map((each) => each.data)), {
    raw: { width, height: height * pages, channels, pageHeight: height },
  });
  const timing = { ...(delay && { delay }), ...(loop !== undefined && { loop }) };
  return sharp(await strip.webp({ lossless: true, effort: 0, ...timing }).toBuffer(), { pages: -1 });
}
