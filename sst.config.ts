import { CfnOutput, Stack } from "aws-cdk-lib";
import type { SSTConfig } from "sst";
import { readConfig } from "./stacks/config.ts";
import { ImageCdn } from "./stacks/image-cdn.ts";

/** The folder that `npm run build` writes; SST runs this file from the repository's root. */
const BUILD_FOLDER = ".build";

export default {
  // CloudFront's certificates and metrics live in us-east-1 alone.
  config: () => ({ name: "darkroom", region: "us-east-1" }),
  stacks(app) {
    const stack = new Stack(app, `${app.stage}-${app.name}`, { env: { account: app.account, region: app.region } });
    const imageCdn = new ImageCdn(stack, "ImageCdn", { buildFolder: BUILD_FOLDER, config: readConfig(process.env) });
    new CfnOutput(stack, "PublicUrl", { value: imageCdn.publicUrl });
  },
} satisfies SSTConfig;
