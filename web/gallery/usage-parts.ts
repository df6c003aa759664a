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
    { text: counted(usage.images, "picture", ""), isNear: false },
    part(bytes, quota.storedBytes, bytesText),
    part(usage.uploadsThisHour, quota.uploadsPerHour, countText, (most) => counted(most, "upload", " this hour")),
    part(usage.transformsToday, quota.transformsPerDay, countText, (most) => counted(most, "variant", " made today")),
  ];
}

/** @param name says what is counted, after the last number */
function part(
  used: number,
  most: number | null,
  write: (amount: number) => string,
  name: (amount: number) => string = write,
): UsagePart {
  if (most === null) return { text: name(used), isNear: false };
  return { text: `${write(used)} of ${name(most)}`, isNear: used >= most * NEAR };
}

function counted(count: number, thing: string, when: string): string {
  return `${countText(count)} ${thing}${count === 1 ? "" : "s"}${when}`;
}
