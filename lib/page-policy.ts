/**
 * What the playground may do: it runs its own script alone, and asks its own host and those that are named here.
 *
 * @param connections e.g. `["https:"]`: the issuer, for tokens, and the originals bucket, to upload
 * @returns the value of `Content-Security-Policy`
 * @see https://www.w3.org/TR/CSP3/
 */
export function pagePolicy(connections: readonly string[]): string {
  return [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${connections.join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
