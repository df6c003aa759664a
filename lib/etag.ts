import { createHash } from "node:crypto";

/**
 * The ETag that S3 gives bytes written by one PUT with SSE-S3, so that made and stored answers agree.
 *
 * @returns e.g. `"5d41402abc4b2a76b9719d911017c592"`, quotes included
 */
export function etagOf(bytes: Uint8Array): string {
  return `"${createHash("md5").update(bytes).digest("hex")}"`;
}
