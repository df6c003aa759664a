import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Annotations } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import { Construct } from "constructs";
import { Alarms } from "./alarms.ts";
import { Api } from "./api.ts";
import { ApiGateway } from "./api-gateway.ts";
import { BucketContents } from "./bucket-contents.ts";
import { type Config, DEFAULT_CONFIG, remarksOn } from "./config.ts";
import { Dashboard } from "./dashboard.ts";
import { Edge } from "./edge.ts";
import { EdgeLog } from "./edge-log.ts";
import { createEdgeValues } from "./edge-values.ts";
import { Mail } from "./mail.ts";
import { MEMORY_ENVIRONMENT } from "./memory.ts";
import { Playground } from "./playground.ts";
import { configOf } from "./props.ts";
import { WorkQueue } from "./queue.ts";
import { requireHomeRegion } from "./region.ts";
import { SignIn } from "./sign-in.ts";
import { SigningKeys } from "./signing-keys.ts";
import { Storage } from "./storage.ts";
import { Sweeper } from "./sweeper.ts";
import { Tables } from "./tables.ts";
import { Transformer } from "./transformer.ts";
import { Worker } from "./worker.ts";

/** Beside the compiled construct in the package, and nowhere in the repository. */
const PACKAGED_CODE = fileURLToPath(new URL("../code", import.meta.url));

/** Where the code is, and whatever is to be other than by default. */
export interface ImageCdnProps extends Partial<Config> {
  /**
   * Where the code is that `npm run build` makes: `edge/`, `playground/` and a folder for each Lambda function, e.g. `.build`.
   * By default what the installed package has brought along.
   */
  readonly buildFolder?: string;
}

/**
 * The whole service, for a stack in us-east-1. It is one construct and belongs into one stack: the variant bucket and the
 * distribution know each other.
 *
 * ```ts
 * new ImageCdn(stack, "Pictures", { mailFrom: "pictures@example.com" });
 * ```
 *
 * @throws Error when the stack is in another region, the code has not been built, or with a sentence for each prop that is
 *   none of what it may be
 */
export class ImageCdn extends Construct {
  /** Where the service answers, e.g. `https://d111111abcdef8.cloudfront.net`. */
  readonly publicUrl: string;
  /** Issuer and audience of the tokens that it takes: the configured ones, or of its own user pool. */
  readonly issuer: string;
  readonly audience: string;
  /** The topic that every alarm rings at. */
  readonly alarmTopicArn: string;

  constructor(scope: Construct, id: string, { buildFolder = PACKAGED_CODE, ...set }: ImageCdnProps = {}) {
    super(scope, id);
    requireHomeRegion(this);
    const config = configOf(set);
    for (const remark of remarksOn(config)) Annotations.of(this).addInfo(remark);
    const codeOf = (name: string) => ({ codeFolder: join(buildFolder, name) });

    const contents = new BucketContents(this, "BucketContents", codeOf("bucket-contents"));
    const storage = new Storage(this, "Storage", { config, contents });
    const tables = new Tables(this, "Tables", { isKept: config.keepsData });
    const work = new WorkQueue(this, "Work", { originals: storage.originals });
    const gateway = new ApiGateway(this, "Gateway");
    const playground = new Playground(this, "Playground", { folder: join(buildFolder, "playground"), contents });
    const keyValueStore = createEdgeValues(this, "EdgeValues", config);
    const keyIds = config.signingKeyIds;
    const signingKeys = new SigningKeys(this, "SigningKeys", { ...codeOf("signing-keys"), keyValueStore, keyIds });

    const imageEnvironment = environmentOf(storage, tables, work, config);
    const transformer = new Transformer(this, "Transformer", {
      ...codeOf("transformer"),
      environment: imageEnvironment,
      reservedConcurrency: config.transformerConcurrency,
      storage,
      tables,
      work,
    });
    const edge = new Edge(this, "Edge", {
      ...codeOf("edge"),
      variants: storage.variants,
      pages: playground.pages,
      apiDomainName: gateway.domainName,
      keyValueStore,
      transformer,
      config,
    });
    // An upgrade may bring another store: nothing reads it before the keys are there.
    edge.node.addDependency(signingKeys);
    const { distribution, publicUrl } = edge;
    contents.acceptUploadsFrom(storage.originals, [publicUrl, ...config.allowedOrigins]);
    new EdgeLog(this, "EdgeLog", { distribution, contents });
    const tokens = config.tokens ?? new SignIn(this, "SignIn", { isKept: config.keepsData, publicUrl }).tokens;
    playground.publish(publicUrl, tokens, config);

    const environment = { ...imageEnvironment, ...serviceEnvironment(distribution, publicUrl) };
    const service = { storage, tables, work, distribution, environment };
    const { mailFrom: from, mailIdentity: identity } = config;
    const mailProps = { ...codeOf("mail-events"), identity, tables };
    const mail = from === undefined ? undefined : new Mail(this, "Mail", { ...mailProps, from });
    const api = new Api(this, "Api", { ...service, ...codeOf("api"), gateway, tokens, config });
    const worker = new Worker(this, "Worker", { ...service, ...codeOf("worker"), mail });
    const sweeper = new Sweeper(this, "Sweeper", { ...service, ...codeOf("sweeper") });
    signingKeys.lendAllTo(api.function);
    // Pictures in mails, and URLs that a deleted one is asked for again under, are signed only where all are; each mail has
    // a link of its owner's to switch it off.
    const areSigned = config.signedUrls === "required";
    if (areSigned || mail !== undefined) signingKeys.lendTo(worker.function);
    if (areSigned) signingKeys.lendTo(sweeper.function);
    for (const writer of [transformer, api, worker]) contents.outlives(writer.function);

    const watched = {
      transformer: transformer.function,
      api: api.function,
      worker: worker.function,
      gateway: gateway.httpApi,
      sweeper: sweeper.function,
      queue: work.queue,
      deadLetters: [work.deadLetters, ...(mail ? [mail.deadLetters] : [])],
      distribution,
      config,
    };
    const { topic } = new Alarms(this, "Alarms", watched);
    new Dashboard(this, "Dashboard", watched);
    this.publicUrl = publicUrl;
    this.issuer = tokens.issuer;
    this.audience = tokens.audience;
    this.alarmTopicArn = topic.topicArn;
  }
}

/** What every function reads that makes pictures. */
function environmentOf(
  { originals, variants }: Storage,
  { images, users }: Tables,
  { queue }: WorkQueue,
  config: Config,
) {
  return {
    ...MEMORY_ENVIRONMENT,
    ORIGINALS_BUCKET: originals.bucketName,
    VARIANTS_BUCKET: variants.bucketName,
    IMAGES_TABLE: images.tableName,
    USERS_TABLE: users.tableName,
    PREWARM: String(config.prewarm),
    QUEUE_URL: queue.queueUrl,
    MAX_VARIANTS: String(config.maxVariants),
    SIGNED_URLS: config.signedUrls,
    // The service's own is too long to be said to every function, and none needs to be told of it.
    ...(config.ladder !== DEFAULT_CONFIG.ladder && { LADDER: config.ladder.join() }),
    TRANSFORMS_PER_MINUTE: String(config.transformsPerMinute),
    TRANSFORMS_PER_DAY: String(config.transformsPerDay),
  };
}

/** What those read besides that change something. */
function serviceEnvironment({ distributionId }: Distribution, publicUrl: string) {
  return {
    DISTRIBUTION_ID: distributionId,
    PUBLIC_URL: publicUrl,
  };
}
