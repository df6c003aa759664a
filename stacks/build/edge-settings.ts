import type { Plugin } from "esbuild";
import type { Ladder } from "../../lib/url/ladder.ts";

/** What a deployer may set for the viewer-request function. */
export interface EdgeSettings {
  /** Sizes that unsigned URLs have, ascending, e.g. `[320, 640, 1280]`. */
  readonly ladder: Ladder;
}

const SETTINGS_FILE = /edge[\\/]settings\.ts$/;

/** Writes what was set into a bundle, in the place of `edge/settings.ts`. */
export function edgeSettings({ ladder }: EdgeSettings): Plugin {
  return {
    name: "edge-settings",
    setup({ onLoad }) {
      onLoad({ filter: SETTINGS_FILE }, () => ({
        contents: `export const LADDER = ${JSON.stringify(ladder)};`,
        loader: "js",
      }));
    },
  };
}
