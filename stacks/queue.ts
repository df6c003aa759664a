import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { MESSAGE_DELIVERIES, MESSAGE_HIDDEN_SECONDS } from "../lib/limits.ts";
import { createDeadLetters } from "./dead-letters.ts";

/** What makes a message when it is put: an upload that arrived. Copies and mezzanines make none. */
const UPLOAD_PREFIXES = ["incoming/", "originals/"];

/** The worker's queue, filled by S3 when something was uploaded and by the service itself, and its dead letters. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { originals }: { readonly originals: Bucket }) {
    super(scope, id);
    this.deadLetters = createDeadLetters(this, "DeadLetters");
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(MESSAGE_HIDDEN_SECONDS),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MESSAGE_DELIVERIES },
    });
    this.acceptUploadsFrom(originals);
  }

  /**
   * CDK's own way is a custom resource with a Lambda function of its own. The bucket needs the policy to be there before
   * it, so that the policy cannot name the bucket, which would be a cycle: it names the account.
   */
  private acceptUploadsFrom(bucket: Bucket): void {
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("s3.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [this.queue.queueArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error("A bucket of this stack is needed, not an imported one");
    resource.notificationConfiguration = {
      queueConfigurations: UPLOAD_PREFIXES.map((prefix) => ({
        event: "s3:ObjectCreated:Put",
        queue: this.queue.queueArn,
        filter: { s3Key: { rules: [{ name: "prefix", value: prefix }] } },
      })),
    };
    resource.node.addDependency(this.queue.node.findChild("Policy"));
  }
}
