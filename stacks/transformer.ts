import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { CfnPermission, type FunctionUrl, FunctionUrlAuthType, InvokeMode } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { TRANSFORMER_SECONDS } from "../lib/limits.ts";
import { DECODING_MEBIBYTES } from "./memory.ts";
import { NodeFunction } from "./node-function.ts";
import { allow, allowItems } from "./permissions.ts";
import type { WorkQueue } from "./queue.ts";
import type { Storage } from "./storage.ts";
import type { Tables } from "./tables.ts";

export interface TransformerProps {
  readonly codeFolder: string;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly work: WorkQueue;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
}

/** Makes the variant that the bucket does not have, and answers it through a function URL that only CloudFront may call. */
export class Transformer extends Construct {
  readonly function: NodeFunction;
  readonly url: FunctionUrl;

  constructor(scope: Construct, id: string, props: TransformerProps) {
    super(scope, id);
    const { originals, variants } = props.storage;
    this.function = new NodeFunction(this, "Function", {
      codeFolder: props.codeFolder,
      description: "Makes variants of images on a miss",
      memoryMebibytes: DECODING_MEBIBYTES,
      timeoutSeconds: TRANSFORMER_SECONDS,
      environment: props.environment,
      reservedConcurrency: props.reservedConcurrency,
      permissions: [
        allow(["s3:GetObject"], originals.arnForObjects("originals/*"), originals.arnForObjects("mezzanines/*")),
        allow(["s3:PutObject"], originals.arnForObjects("mezzanines/*")),
        allow(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], variants.arnForObjects("images/*")),
        // Without it S3 answers 403 for a key that is not there, and a missing mezzanine looks like a lack of rights.
        allow(["s3:ListBucket"], originals.bucketArn, variants.bucketArn),
        allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], props.tables.images.tableArn),
        // What decodes hostile pictures is not to reach anybody's defaults.
        allowItems(["dynamodb:UpdateItem"], props.tables.users.tableArn, "demand#", "transforms#"),
        allow(["sqs:SendMessage"], props.work.queue.queueArn),
      ],
    });
    // A buffered answer could hold 4.5 MB of picture at most.
    this.url = this.function.addFunctionUrl({
      authType: FunctionUrlAuthType.AWS_IAM,
      invokeMode: InvokeMode.RESPONSE_STREAM,
    });
  }

  /**
   * The second of the two permissions that CloudFront needs; CDK adds the first with the origin. Without both, every
   * miss is a 403.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
   */
  answerTo(distribution: Distribution): void {
    new CfnPermission(this, "InvokeByCloudFront", {
      principal: "cloudfront.amazonaws.com",
      action: "lambda:InvokeFunction",
      functionName: this.function.functionArn,
      sourceArn: distribution.distributionArn,
      invokedViaFunctionUrl: true,
    });
  }
}
