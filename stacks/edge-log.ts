import { ArnFormat, Duration, Names, Stack } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from "aws-cdk-lib/aws-logs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { BucketContents } from "./bucket-contents.ts";
import { createPrivateBucket } from "./private-bucket.ts";

const KEPT = Duration.days(30);

/** CloudWatch Logs' limit on the names of sources and destinations. */
const NAME_LENGTH = 60;

/**
 * What is logged of a request. Not its query, which holds signatures, nor whence it came: cookies, the page before, the
 * address and the browser of whoever asked.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
const FIELDS = [
  ...[
    "timestamp(ms)",
    "x-edge-location",
    "x-edge-request-id",
    "cs-method",
    "x-host-header",
    "cs-uri-stem",
    "sc-status",
  ],
  ...["sc-bytes", "sc-content-type", "x-edge-result-type", "x-edge-detailed-result-type", "time-to-first-byte"],
  ...["time-taken", "cs-protocol", "cs-protocol-version", "ssl-protocol"],
];

export interface EdgeLogProps {
  readonly distribution: Distribution;
  readonly contents: BucketContents;
}

/** A line for each request at the edge, for a month, by CloudFront's standard logging v2, which lets fields be chosen. */
export class EdgeLog extends Construct {
  constructor(scope: Construct, id: string, { distribution, contents }: EdgeLogProps) {
    super(scope, id);
    // Always gone with the stack: a log is no data of anybody's.
    const bucket = createPrivateBucket(this, "Bucket", {
      isKept: false,
      contents,
      lifecycleRules: [{ expiration: KEPT }],
    });
    const name = Names.uniqueResourceName(this, { maxLength: NAME_LENGTH });
    const source = new CfnDeliverySource(this, "Source", {
      name,
      logType: "ACCESS_LOGS",
      resourceArn: distribution.distributionArn,
    });
    const destination = new CfnDeliveryDestination(this, "Destination", {
      name,
      destinationResourceArn: bucket.bucketArn,
      outputFormat: "json",
    });
    for (const statement of letDeliver(bucket, name)) bucket.addToResourcePolicy(statement);
    const delivery = new CfnDelivery(this, "Delivery", {
      deliverySourceName: name,
      deliveryDestinationArn: destination.attrArn,
      recordFields: FIELDS,
    });
    delivery.addDependency(source);
    if (bucket.policy) delivery.node.addDependency(bucket.policy);
    contents.outlives(delivery);
  }
}

/**
 * What CloudWatch Logs asks of a bucket: it looks at the ACL before it delivers.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
 */
function letDeliver(bucket: Bucket, sourceName: string): PolicyStatement[] {
  const stack = Stack.of(bucket);
  const sourceArn = stack.formatArn({
    service: "logs",
    resource: "delivery-source",
    resourceName: sourceName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const principals = [new ServicePrincipal("delivery.logs.amazonaws.com")];
  const account = { "aws:SourceAccount": stack.account };
  const ArnEquals = { "aws:SourceArn": sourceArn };
  return [
    new PolicyStatement({
      principals,
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects("AWSLogs/*")],
      conditions: { StringEquals: { ...account, "s3:x-amz-acl": "bucket-owner-full-control" }, ArnEquals },
    }),
    new PolicyStatement({
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: account, ArnEquals },
    }),
  ];
}
