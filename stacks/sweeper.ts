import { Duration, Stack } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as LambdaTarget } from "aws-cdk-lib/aws-events-targets";
import { Construct } from "constructs";
import { SWEEP_SECONDS, WORKER_SECONDS } from "../lib/limits.ts";
import { allowErasing } from "./erasing.ts";
import { NodeFunction } from "./node-function.ts";
import { allow } from "./permissions.ts";
import type { ServiceProps } from "./service.ts";

const MEMORY_MEBIBYTES = 512;

/**
 * Finishes what was interrupted: deletions first of all.
 *
 * Every minute, the shortest that the scheduler knows: a deletion whose message was lost waits for it, and 43,200 short
 * runs a month cost a few cents.
 */
export class Sweeper extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    this.function = new NodeFunction(this, "Function", {
      codeFolder: props.codeFolder,
      description: "Finishes deletions and lost uploads, and recounts quotas",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: WORKER_SECONDS,
      environment: props.environment,
      permissions: permissionsOf(props),
    });
    new Rule(this, "Schedule", {
      description: `${Stack.of(this).stackName}: runs the sweeper`,
      schedule: Schedule.rate(Duration.seconds(SWEEP_SECONDS)),
      // The next run is the retry.
      targets: [new LambdaTarget(this.function, { retryAttempts: 0 })],
    });
  }
}

function permissionsOf({ storage, tables, work, distribution }: ServiceProps) {
  return [
    ...allowErasing(storage),
    // Asking whether an object is there is reading it, as far as S3 is concerned.
    allow(
      ["s3:GetObject"],
      storage.originals.arnForObjects("incoming/*"),
      storage.originals.arnForObjects("originals/*"),
    ),
    allow(["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], tables.images.tableArn),
    allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], tables.users.tableArn),
    allow(
      ["dynamodb:Query"],
      ...["byChore", "byOwner"].map((index) => `${tables.images.tableArn}/index/${index}`),
      `${tables.users.tableArn}/index/byChore`,
    ),
    allow(["sqs:SendMessage"], work.queue.queueArn),
    allow(["cloudfront:CreateInvalidation"], distribution.distributionArn),
  ];
}
