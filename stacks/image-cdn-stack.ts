import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ImageCdn, type ImageCdnProps } from "./image-cdn.ts";

/** The service as a stack of its own, the same in a plain CDK app and in an SST one. */
export class ImageCdnStack extends Stack {
  readonly imageCdn: ImageCdn;

  constructor(scope: Construct, id: string, { env, ...props }: ImageCdnProps & Pick<StackProps, "env">) {
    // Who wants to remove a stack that keeps data has to say so first; SST, which ignores this, is told in its own way.
    super(scope, id, { ...(env && { env }), terminationProtection: props.keepsData ?? true });
    this.imageCdn = new ImageCdn(this, "ImageCdn", props);
    new CfnOutput(this, "PublicUrl", { value: this.imageCdn.publicUrl });
    new CfnOutput(this, "TokenIssuer", { value: this.imageCdn.issuer });
    new CfnOutput(this, "TokenAudience", { value: this.imageCdn.audience });
    new CfnOutput(this, "AlarmTopic", { value: this.imageCdn.alarmTopicArn });
  }
}
