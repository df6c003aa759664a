import type { UserData } from "../../lib/user-data.ts";
import { bytesText, countText } from "../amounts.ts";

/** Share of a quota from which on it is pointed out. */
const NEAR = 0.9;

/** One thing that is counted. */
export interface UsagePart {
  /** e.g. `48.3 MB of 20 GB` */
  readonly text: string;
  /** Whether there is hardly any left. */
  readonly isNear: boolean;
}

/** What there is to say of a user: bytes that are announced count as those that have come. */
export function usageParts({ usage, quota }: UserData): UsagePart[] {
  const bytes = usage.storedBytes + usage.reservedBytes;
  return [
    { text: usage.images === 1 ? "1 picture" : `${countText(usage.images)} pictures`, isNear: false },
    part(bytes, quota.storedBytes, bytesText, ""),
    part(usage.uploadsThisHour, quota.uploadsPerHour, countText, " uploads this hour"),
    part(usage.transformsToday, quota.transformsPerDay, countText, " variants made today"),
  ];
}

function part(used: number, most: number | null, write: (amount: number) => string, what: string): UsagePart {
  if (most === null) return { text: `${write(used)}${what}`, isNear: false };
  return { text: `${write(used)} of ${write(most)}${what}`, isNear: used >= most * NEAR };
}
