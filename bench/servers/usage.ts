/** What a process has used since it began. */
export interface Usage {
  readonly cpuSeconds: number;
  /** The most memory that it ever held, in bytes. */
  readonly peakBytes: number;
}

/** What this process has used, all its threads together. */
export function usageNow(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

/**
 * Tells the process that started this one what it listens on, and from then on, whenever it asks, what was used.
 *
 * @param greeting e.g. `{ url: "http://127.0.0.1:41873" }`
 */
export function greet(greeting: object): void {
  process.on("message", () => process.send?.(usageNow()));
  // Whoever started it is gone, and nobody else knows of it.
  process.once("disconnect", () => process.exit());
  process.send?.(greeting);
}
