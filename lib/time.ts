/** Seconds by which two clocks may differ: ours, the issuer's, S3's. "No more than a few minutes", says RFC 7519 §4.1.4 of tokens. */
export const CLOCK_TOLERANCE_SECONDS = 300;

/** Seconds that a token is taken after its end: what a request is on its way. */
export const EXPIRY_TOLERANCE_SECONDS = 5;

/** Whole Unix seconds, as DynamoDB's TTL has them. */
export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
