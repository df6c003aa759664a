/**
 * US dollars as people read them: cents, tenths of cents below one, no cents from a thousand on.
 *
 * @returns e.g. `4.58`, `0.013`, `12,340`
 */
export function usdText(usd: number): string {
  const digits = usd >= 1_000 ? 0 : usd >= 1 || usd === 0 ? 2 : 3;
  return usd.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * A count in a few characters.
 *
 * @returns e.g. `850`, `12 k`, `1.5 M`, `10 B`
 */
export function countText(count: number): string {
  const rounded = Number(count.toPrecision(3));
  const steps = [
    [1e9, " B"],
    [1e6, " M"],
    [1e3, " k"],
  ] as const;
  const [unit, name] = steps.find(([from]) => rounded >= from) ?? [1, ""];
  const scaled = rounded / unit;
  return `${scaled.toLocaleString("en-US", { maximumFractionDigits: scaled < 0.1 ? 3 : scaled < 10 ? 1 : 0 })}${name}`;
}
