import type { Language } from "./language.ts";

/**
 * Bytes as people read them.
 *
 * @returns e.g. `840 bytes`, `14 KB`, `4.4 MB`; in German `4,4 MB`
 */
export function readableBytes(bytes: number, language: Language = "en"): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${new Intl.NumberFormat(language, digits).format(bytes / 1_000_000)} MB`;
}

/** Width and height, e.g. `6000 × 4000 px`. */
export function readableSize({ width, height }: { readonly width: number | null; readonly height: number | null }) {
  return `${width} × ${height} px`;
}

/** Of how many of its bytes something is smaller, in whole per cent; 0 where it is not, and never 100. */
export function savedPercent(sizeBytes: number, originalBytes: number): number {
  return Math.max(0, Math.floor(100 * (1 - sizeBytes / originalBytes)));
}
