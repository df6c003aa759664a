/** A part of the world, what share of the requests comes from it, and how far away things are. */
export interface Region {
  readonly name: string;
  readonly share: number;
  /** Places with a cache of their own: cities, not buildings. */
  readonly edges: number;
  /** Milliseconds from a request to its answer's first byte when the edge has it, on an open connection. */
  readonly edgeMilliseconds: number;
  /** Milliseconds more when the region's cache has it. */
  readonly regionalMilliseconds: number;
  /** Milliseconds there and back between that and us-east-1. */
  readonly homeMilliseconds: number;
}

/**
 * Where viewers are and how long light and queues take: ASSUMPTIONS of November 2026, after the order of magnitude of
 * public measurements between AWS regions. None of it was measured for this service. The first is the home region,
 * whose cache is Origin Shield too.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowCloudFrontWorks.html
 */
export const REGIONS: readonly Region[] = [
  region("North America", 0.34, 25, 18, 25, 5),
  region("Europe", 0.3, 28, 16, 20, 85),
  region("Asia and Pacific", 0.24, 30, 25, 35, 190),
  region("South America", 0.07, 8, 28, 35, 120),
  region("Africa and Middle East", 0.05, 9, 35, 60, 150),
];

/** Milliseconds of what is done in the home region; assumptions too, but for making, which is a variant's own. */
export const HOME = {
  /** A stored variant's first byte from S3. */
  bucketMilliseconds: 35,
  /** S3's answer that it has none, before CloudFront asks the transformer. */
  bucketMissMilliseconds: 20,
  /** Lambda's door, the record's update and the source's read, side by side. */
  transformerMilliseconds: 45,
  /** The store of the variant and the look after it: nobody waits for it, but the function does, and is paid for it. */
  storeMilliseconds: 40,
  /** A Lambda function that has to be started first, and how many of the calls find none waiting. */
  coldStartMilliseconds: 450,
  coldStartShare: 0.05,
} as const;

function region(
  name: string,
  share: number,
  edges: number,
  edgeMilliseconds: number,
  regionalMilliseconds: number,
  homeMilliseconds: number,
): Region {
  return { name, share, edges, edgeMilliseconds, regionalMilliseconds, homeMilliseconds };
}
