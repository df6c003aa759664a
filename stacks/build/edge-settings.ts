import { DEFAULT_LADDER } from "../../lib/url/default-ladder.ts";
import type { Ladder } from "../../lib/url/ladder.ts";
import type { SignedUrls } from "../../lib/url/signed-urls.ts";

/** What a deployer may set for the viewer-request function. */
export interface EdgeSettings {
  /** Sizes that unsigned URLs have, ascending, e.g. `[320, 640, 1280]`. */
  readonly ladder: Ladder;
  readonly signedUrls: SignedUrls;
}

/** What a built function is set to. */
export const DEFAULT_EDGE_SETTINGS: EdgeSettings = { ladder: DEFAULT_LADDER, signedUrls: "off" };

/**
 * The statement that declares the names of `edge/settings.d.ts`.
 *
 * @returns e.g. `var LADDER=[320,640,1280],SIGNED_URLS="off";`
 */
export function settingsStatement({ ladder, signedUrls }: EdgeSettings): string {
  return `var LADDER=${JSON.stringify(ladder)},SIGNED_URLS=${JSON.stringify(signedUrls)};`;
}

/**
 * Sets a built function: it is built once, and put up with the settings of whoever deploys it.
 *
 * In the code, since a read of the KeyValueStore would cost money and time for each request.
 *
 * @param code e.g. what `.build/edge/viewer-request.js` holds
 * @throws Error for a script that has no settings
 */
export function withEdgeSettings(code: string, settings: EdgeSettings): string {
  const [before, after, ...more] = code.split(settingsStatement(DEFAULT_EDGE_SETTINGS));
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error("This is no function that settings can be written into; build it anew.");
  }
  return before + settingsStatement(settings) + after;
}
