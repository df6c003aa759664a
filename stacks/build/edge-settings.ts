import { rungsOf } from "../../lib/url/ladder.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../../lib/url/unsigned.ts";

/**
 * The statement that declares the names of `edge/settings.d.ts`.
 *
 * @returns e.g. `var LADDER="4o9oCo",SIGNED_URLS="off";`
 */
export function settingsStatement({ ladder, signedUrls }: UnsignedUrls): string {
  return `var LADDER=${JSON.stringify(rungsOf(ladder))},SIGNED_URLS=${JSON.stringify(signedUrls)};`;
}

/**
 * Sets a built function: it is built once, and put up with the settings of whoever deploys it.
 *
 * In the code, since a read of the KeyValueStore would cost money and time for each request.
 *
 * @param code e.g. what `.build/edge/viewer-request.js` holds
 * @throws Error for a script that has no settings
 */
export function withEdgeSettings(code: string, settings: UnsignedUrls): string {
  const [before, after, ...more] = code.split(settingsStatement(DEFAULT_UNSIGNED_URLS));
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error("This is no function that settings can be written into; build it anew.");
  }
  return before + settingsStatement(settings) + after;
}
