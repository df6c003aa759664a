/** Whole Unix seconds, as DynamoDB's TTL has them. */
export function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
