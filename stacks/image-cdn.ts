import { join } from "node:path";
import { Construct } from "constructs";
import { Api } from "./api.ts";
import { ApiGateway } from "./api-gateway.ts";
import type { Config } from "./config.ts";
import { Edge } from "./edge.ts";
import { Mail } from "./mail.ts";
import { WorkQueue } from "./queue.ts";
import { Storage } from "./storage.ts";
import { Sweeper } from "./sweeper.ts";
import { Tables } from "./tables.ts";
import { Transformer } from "./transformer.ts";
import { Worker } from "./worker.ts";

export interface ImageCdnProps {
  /** Where `npm run build` has put the code: `edge/` and a folder for each Lambda function; e.g. `.build`. */
  readonly buildFolder: string;
  readonly config: Config;
}

/**
 * The whole service, for a stack in us-east-1. It is one construct and belongs into one stack: the variant bucket and the
 * distribution know each other.
 */
export class ImageCdn extends Construct {
  /** Where the service answers, e.g. `https://d111111abcdef8.cloudfront.net`. */
  readonly publicUrl: string;

  constructor(scope: Construct, id: string, { buildFolder, config }: ImageCdnProps) {
    super(scope, id);
    const storage = new Storage(this, "Storage");
    const tables = new Tables(this, "Tables");
    const work = new WorkQueue(this, "Work", { originals: storage.originals });
    const gateway = new ApiGateway(this, "Gateway");
    const mail = config.mailFrom === undefined ? undefined : new Mail(this, "Mail", { from: config.mailFrom });

    const imageEnvironment = {
      ORIGINALS_BUCKET: storage.originals.bucketName,
      VARIANTS_BUCKET: storage.variants.bucketName,
      IMAGES_TABLE: tables.images.tableName,
      MAX_VARIANTS: String(config.maxVariants),
    };
    const transformer = new Transformer(this, "Transformer", {
      codeFolder: join(buildFolder, "transformer"),
      environment: imageEnvironment,
      reservedConcurrency: config.transformerConcurrency,
      storage,
      tables,
    });
    const { distribution, publicUrl } = new Edge(this, "Edge", {
      codeFolder: join(buildFolder, "edge"),
      variants: storage.variants,
      apiDomainName: gateway.domainName,
      domain: config.domain,
      transformer,
    });
    this.publicUrl = publicUrl;

    const environment = {
      ...imageEnvironment,
      USERS_TABLE: tables.users.tableName,
      QUEUE_URL: work.queue.queueUrl,
      DISTRIBUTION_ID: distribution.distributionId,
      PUBLIC_URL: publicUrl,
      MAIL_FROM: config.mailFrom ?? "",
    };
    const service = { storage, tables, work, distribution, environment };
    new Api(this, "Api", { ...service, codeFolder: join(buildFolder, "api"), gateway, config });
    new Worker(this, "Worker", { ...service, codeFolder: join(buildFolder, "worker"), mail });
    new Sweeper(this, "Sweeper", { ...service, codeFolder: join(buildFolder, "sweeper") });
  }
}
