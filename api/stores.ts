import type { Accounts } from "../lib/accounts.ts";
import { dynamoAccounts } from "../lib/aws/accounts.ts";
import { dynamoDbClient, s3Client } from "../lib/aws/clients.ts";
import { prewarmingOf } from "../lib/aws/demand.ts";
import { awsOptions, type Environment, required, variantBound } from "../lib/aws/environment.ts";
import { dynamoImages } from "../lib/aws/images.ts";
import { lazyPictureUrls } from "../lib/aws/lazy-picture-urls.ts";
import { lazyEdgeCache, lazyMailer, lazyQueue } from "../lib/aws/lazy-stores.ts";
import { dynamoMarkUses } from "../lib/aws/mark-uses.ts";
import { s3Originals } from "../lib/aws/originals.ts";
import { signingKeyRing } from "../lib/aws/signing-key-ring.ts";
import { dynamoTransformCounts } from "../lib/aws/transform-counts.ts";
import { dynamoUsers } from "../lib/aws/users.ts";
import { s3Variants } from "../lib/aws/variants.ts";
import { httpViewer } from "../lib/aws/viewer.ts";
import type { Viewer } from "../lib/erasure.ts";
import type { Mailer } from "../lib/mail/mail.ts";
import type { MarkUses } from "../lib/mark-uses.ts";
import type { Prewarming } from "../lib/operations/prewarm.ts";
import type { EdgeCache, Images, Originals, Queue, Variants } from "../lib/stores.ts";
import type { TransformCounts } from "../lib/transform-counts.ts";
import type { PictureUrls } from "../lib/url/image-url.ts";
import type { SigningKeyRing } from "../lib/url/signing-key.ts";
import type { Users } from "../lib/users.ts";
import type { VariantBound } from "../lib/variant-bound.ts";

/** All that the doors of the API hand to the acts. */
export interface Stores {
  readonly originals: Originals;
  readonly variants: Variants;
  readonly images: Images;
  readonly markUses: MarkUses;
  readonly users: Users;
  readonly accounts: Accounts;
  readonly transformCounts: TransformCounts;
  readonly edgeCache: EdgeCache;
  readonly queue: Queue;
  /** Absent where mail is off. */
  readonly mailer: Mailer | undefined;
  readonly viewer: Viewer;
  /** What writes the URLs that are given out; it waits for the key that signs them. */
  readonly urls: () => Promise<PictureUrls>;
  readonly signingKeys: SigningKeyRing;
  readonly prewarming: Prewarming;
  /** On the unsigned variants of one image. */
  readonly variantBound: VariantBound;
}

/**
 * The stores in AWS.
 *
 * @param environment ORIGINALS_BUCKET, VARIANTS_BUCKET, IMAGES_TABLE, USERS_TABLE, QUEUE_URL, DISTRIBUTION_ID,
 *   and what `lazyPictureUrls` and `signingKeyRing` read; without MAIL_FROM mail is off; MAIL_CONFIGURATION_SET where SES tells of bounces;
 *   MAX_VARIANTS, LADDER and SIGNED_URLS as `variantBound` has them; PREWARM and DEMAND_SAMPLE as `prewarmingOf` has them
 * @throws Error with the name of the variable that is missing
 */
export function awsStores(environment: Environment): Stores {
  const options = awsOptions(environment);
  const s3 = s3Client(options);
  const dynamoDb = dynamoDbClient(options);
  const bound = variantBound(environment);
  const from = environment.MAIL_FROM;
  const signingKeys = signingKeyRing(environment);
  return {
    originals: s3Originals(s3, required(environment, "ORIGINALS_BUCKET")),
    variants: s3Variants(s3, required(environment, "VARIANTS_BUCKET")),
    images: dynamoImages(dynamoDb, required(environment, "IMAGES_TABLE"), bound.unsignedUrls),
    markUses: dynamoMarkUses(dynamoDb, required(environment, "IMAGES_TABLE")),
    users: dynamoUsers(dynamoDb, required(environment, "USERS_TABLE")),
    accounts: dynamoAccounts(dynamoDb, required(environment, "USERS_TABLE")),
    transformCounts: dynamoTransformCounts(dynamoDb, required(environment, "USERS_TABLE")),
    edgeCache: lazyEdgeCache(options, required(environment, "DISTRIBUTION_ID")),
    queue: lazyQueue(options, required(environment, "QUEUE_URL")),
    mailer: from ? lazyMailer(options, from, environment.MAIL_CONFIGURATION_SET) : undefined,
    viewer: httpViewer(required(environment, "PUBLIC_URL")),
    signingKeys,
    urls: lazyPictureUrls(environment, signingKeys),
    prewarming: prewarmingOf(environment, dynamoDb),
    variantBound: bound,
  };
}
