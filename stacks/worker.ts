import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import { WORKER_SECONDS } from "../lib/limits.ts";
import { allowErasing } from "./erasing.ts";
import type { Mail } from "./mail.ts";
import { DECODING_MEBIBYTES } from "./memory.ts";
import { NodeFunction } from "./node-function.ts";
import { allow, allowItems } from "./permissions.ts";
import type { ServiceProps } from "./service.ts";

/** One message at a time: a picture that takes the process down takes no other upload with it. */
const BATCH_SIZE = 1;

/** Workers at once: a new account has ten functions at once for everything, and reading comes before writing. */
const MAX_CONCURRENCY = 5;

/** Looks at each upload, keeps what a miss can be made from faster, makes the renditions and sends the mail. */
export class Worker extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: ServiceProps & { readonly mail: Mail | undefined }) {
    super(scope, id);
    this.function = new NodeFunction(this, "Function", {
      codeFolder: props.codeFolder,
      description: "Processes uploads and sends mail",
      memoryMebibytes: DECODING_MEBIBYTES,
      timeoutSeconds: WORKER_SECONDS,
      environment: { ...props.environment, ...props.mail?.environment },
      permissions: [...permissionsOf(props), ...(props.mail ? [props.mail.permission] : [])],
    });
    this.function.addEventSource(
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
    allow(["s3:GetObject"], originals.arnForObjects("incoming/*"), originals.arnForObjects("originals/*")),
    allow(["s3:PutObject"], originals.arnForObjects("originals/*"), originals.arnForObjects("mezzanines/*")),
    allow(["s3:PutObject"], variants.arnForObjects("images/*")),
    ...allowErasing(storage),
    allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], tables.images.tableArn),
    // The notes on which images carry one as their mark.
    allow(["dynamodb:Query"], `${tables.images.tableArn}/index/byOwner`),
    allowItems(["dynamodb:DeleteItem"], tables.images.tableArn, "mark#"),
    allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], tables.users.tableArn),
    allow(["sqs:SendMessage"], work.queue.queueArn),
    allow(["cloudfront:CreateInvalidation"], distribution.distributionArn),
  ];
}
