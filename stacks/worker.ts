import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import { WORKER_SECONDS } from "../lib/limits.ts";
import type { Mail } from "./mail.ts";
import { NodeFunction } from "./node-function.ts";
import { allow, allowErasing } from "./permissions.ts";
import type { ServiceProps } from "./service.ts";

/** Mebibytes that give one whole CPU. */
const MEMORY_MEBIBYTES = 1_769;

/** One message at a time: a picture that takes the process down takes no other upload with it. */
const BATCH_SIZE = 1;

/** Workers at once: a new account has ten functions at once for everything, and reading comes before writing. */
const MAX_CONCURRENCY = 5;

/** Looks at each upload, keeps what a miss can be made from faster, makes the renditions and sends the mail. */
export class Worker extends Construct {
  constructor(scope: Construct, id: string, props: ServiceProps & { readonly mail: Mail | undefined }) {
    super(scope, id);
    const worker = new NodeFunction(this, "Function", {
      codeFolder: props.codeFolder,
      description: "Processes uploads and sends mail",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: WORKER_SECONDS,
      environment: props.environment,
      permissions: [...permissionsOf(props), ...(props.mail?.permissions ?? [])],
    });
    worker.addEventSource(
      new SqsEventSource(props.work.queue, {
        batchSize: BATCH_SIZE,
        maxConcurrency: MAX_CONCURRENCY,
        reportBatchItemFailures: true,
      }),
    );
  }
}

function permissionsOf({ storage, tables, work, distribution }: ServiceProps) {
  const { originals, variants } = storage;
  return [
    allow(
      ["s3:GetObject"],
      originals.arnForObjects("incoming/*"),
      originals.arnForObjects("originals/*"),
      originals.arnForObjects("mezzanines/*"),
    ),
    allow(["s3:PutObject"], originals.arnForObjects("originals/*"), originals.arnForObjects("mezzanines/*")),
    allow(["s3:GetObject", "s3:PutObject"], variants.arnForObjects("images/*")),
    ...allowErasing(storage),
    allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], tables.images.tableArn),
    allow(["dynamodb:GetItem"], tables.users.tableArn),
    allow(["sqs:SendMessage"], work.queue.queueArn),
    allow(["cloudfront:CreateInvalidation"], distribution.distributionArn),
  ];
}
