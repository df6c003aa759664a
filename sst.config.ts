import type { SSTConfig } from "sst";
import { ensureBuilt } from "./stacks/build/ensure-built.ts";
import { readConfig, remarksOn } from "./stacks/config.ts";
import { ImageCdnStack } from "./stacks/image-cdn-stack.ts";
import { HOME_REGION } from "./stacks/region.ts";
import { removalFault } from "./stacks/removal.ts";

export default {
  config: () => ({ name: "darkroom", region: HOME_REGION }),
  async stacks(app) {
    const fault = removalFault(app.stage, app.mode, { REMOVE_STAGE: process.env.REMOVE_STAGE });
    if (fault !== undefined) throw new Error(fault);
    // First of all: a mistake in a setting is told before a minute has gone into building.
    const config = readConfig(process.env, app.stage);
    // SST shows no remarks of constructs.
    for (const remark of remarksOn(config)) console.log(remark);
    new ImageCdnStack(app, `${app.stage}-${app.name}`, {
      ...config,
      buildFolder: await ensureBuilt(),
      env: { account: app.account, region: app.region },
    });
  },
} satisfies SSTConfig;
