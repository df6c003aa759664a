import type { Probe } from "./probe.ts";

/**
 * Probes as a table for people, the slowest last.
 *
 * @returns a line each, e.g. ` 21 %  a width                 w-640.auto-avif`
 */
export function probeTable(probes: readonly Probe[]): string {
  const width = Math.max(...probes.map(({ sentence }) => sentence.length));
  return probes
    .toSorted((one, other) => one.utilization - other.utilization)
    .map(({ sentence, utilization, outcome, faults }) => {
      const line = `${`${utilization}`.padStart(3)} %  ${sentence.padEnd(width)}  ${outcome}`;
      return faults.length === 0 ? line : `${line}\n       REFUSED: ${faults.join("; ")}`;
    })
    .join("\n");
}
