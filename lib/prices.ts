/** What one thing costs, and how much of it nobody pays for. */
export interface Price {
  readonly service: string;
  /** What is counted, in the plural, e.g. `GB-seconds`. */
  readonly of: string;
  readonly usd: number;
  /** How many of them `usd` buys. */
  readonly per: number;
  /** How many of them are free each month, in an account of any age. */
  readonly freeAMonth?: number;
  /** Past how many a month each costs less, and then how much. */
  readonly cheaperPast?: readonly (readonly [quantity: number, usd: number])[];
  readonly page: string;
}

const CLOUDFRONT = { service: "CloudFront", page: "https://aws.amazon.com/cloudfront/pricing/" } as const;
const LAMBDA = { service: "Lambda", page: "https://aws.amazon.com/lambda/pricing/" } as const;
const S3 = { service: "S3", page: "https://aws.amazon.com/s3/pricing/" } as const;
const DYNAMODB = { service: "DynamoDB", page: "https://aws.amazon.com/dynamodb/pricing/on-demand/" } as const;
const API_GATEWAY = { service: "API Gateway", page: "https://aws.amazon.com/api-gateway/pricing/" } as const;

/** When the prices below were common knowledge; nobody has read them off the pages since. */
export const PRICES_AS_OF = "2025";

/**
 * List prices in US dollars: us-east-1, and of CloudFront the United States and Europe. The only table of them here.
 *
 * Free is what stays free; what is so for a new account's first year or by its credits is not counted.
 */
export const PRICES = {
  edgeRequests: { ...CLOUDFRONT, of: "HTTPS requests", usd: 1, per: 1e6, freeAMonth: 10e6 },
  edgeGigabytes: {
    ...CLOUDFRONT,
    of: "GB sent",
    usd: 0.085,
    per: 1,
    freeAMonth: 1_000,
    cheaperPast: [
      [10_000, 0.08],
      [50_000, 0.06],
      [150_000, 0.04],
      [500_000, 0.03],
      [1_024_000, 0.025],
      [5_120_000, 0.02],
    ],
  },
  edgeFunctionCalls: { ...CLOUDFRONT, of: "calls of a function", usd: 0.1, per: 1e6, freeAMonth: 2e6 },
  edgeValueReads: { ...CLOUDFRONT, of: "reads of the KeyValueStore", usd: 0.03, per: 1e6 },
  shieldRequests: { ...CLOUDFRONT, of: "requests to Origin Shield", usd: 0.75, per: 1e6 },
  invalidations: { ...CLOUDFRONT, of: "invalidations", usd: 0.005, per: 1, freeAMonth: 1_000 },
  functionCalls: { ...LAMBDA, of: "calls", usd: 0.2, per: 1e6, freeAMonth: 1e6 },
  functionGigabyteSeconds: { ...LAMBDA, of: "GB-seconds on arm64", usd: 13.3334, per: 1e6, freeAMonth: 400_000 },
  intelGigabyteSeconds: { ...LAMBDA, of: "GB-seconds on x86", usd: 16.6667, per: 1e6, freeAMonth: 400_000 },
  bucketReads: { ...S3, of: "GETs", usd: 0.4, per: 1e6 },
  bucketWrites: { ...S3, of: "PUTs and LISTs", usd: 5, per: 1e6 },
  bucketGigabyteMonths: { ...S3, of: "GB-months", usd: 0.023, per: 1 },
  tableWrites: { ...DYNAMODB, of: "writes", usd: 0.625, per: 1e6 },
  tableReads: { ...DYNAMODB, of: "reads", usd: 0.125, per: 1e6 },
  tableGigabyteMonths: { ...DYNAMODB, of: "GB-months", usd: 0.25, per: 1, freeAMonth: 25 },
  queueRequests: {
    service: "SQS",
    of: "requests",
    usd: 0.4,
    per: 1e6,
    freeAMonth: 1e6,
    page: "https://aws.amazon.com/sqs/pricing/",
  },
  httpApiRequests: { ...API_GATEWAY, of: "requests to an HTTP API", usd: 1, per: 1e6 },
  restApiRequests: { ...API_GATEWAY, of: "requests to a REST API", usd: 3.5, per: 1e6 },
  mails: { service: "SES", of: "mails", usd: 0.1, per: 1e3, page: "https://aws.amazon.com/ses/pricing/" },
  logGigabytes: {
    service: "CloudWatch",
    of: "GB of logs",
    usd: 0.5,
    per: 1,
    freeAMonth: 5,
    page: "https://aws.amazon.com/cloudwatch/pricing/",
  },
} as const satisfies Readonly<Record<string, Price>>;

/** What can be used and is paid for. */
export type Priced = keyof typeof PRICES;

/** How much of each is used in a month, e.g. `{ edgeRequests: 1000000 }`; what is not there is not used. */
export type MonthlyUsage = { readonly [Each in Priced]?: number };
