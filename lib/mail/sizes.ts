/**
 * Bytes as people read them.
 *
 * @returns e.g. `840 bytes`, `14 KB`, `4.4 MB`
 */
export function readableBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
