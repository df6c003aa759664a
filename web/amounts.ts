const UNITS = ["B", "kB", "MB", "GB", "TB"];
const THREE_DIGITS = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/**
 * An amount of bytes for people.
 *
 * @returns e.g. `48.3 kB`; of three digits
 */
export function bytesText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return `${THREE_DIGITS.format(bytes / 1000 ** power)} ${UNITS[power]}`;
}

/** A number of things, e.g. `1,000`. */
export function countText(count: number): string {
  return count.toLocaleString("en");
}

/**
 * What is saved against an original.
 *
 * @returns e.g. `−87 %`, `+12 %`
 */
export function savingText(bytes: number, originalBytes: number): string {
  const percent = Math.round((bytes / originalBytes - 1) * 100);
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${Math.abs(percent)} %`;
}

/** When something was, in the reader's own way, e.g. `22 Nov 2026, 19:04`. */
export function timeText(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
