/** Who sent a mail to whom, whatever its headers say. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  /** RFC 3339 */
  readonly sentAt: string;
}
