import { vi } from "vitest";

/**
 * Keeps what is written to the standard output, where a Lambda function's metrics go, until all mocks are restored.
 *
 * @returns a list that grows
 */
export function writtenLines(): readonly string[] {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  return lines;
}
