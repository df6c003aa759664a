import { expect, test } from "vitest";
import type { UserData } from "../../../lib/user-data.ts";
import { usageParts } from "../../../web/gallery/usage-parts.ts";

const USAGE: UserData["usage"] = {
  ...{ images: 1, storedBytes: 18_000_000_000, reservedBytes: 200_000_000 },
  ...{ uploadsThisHour: 1, transformsThisMinute: 3, transformsToday: 1_234 },
};
const UNLIMITED: UserData["quota"] = {
  uploadsPerHour: null,
  storedBytes: null,
  transformsPerMinute: null,
  transformsPerDay: null,
};

test("without quotas, only what one has is told", () => {
  const parts = usageParts({ id: "o", email: null, notifications: { mail: true }, usage: USAGE, quota: UNLIMITED });
  expect(parts.map(({ text }) => text)).toEqual([
    "1 picture",
    "18.2 GB",
    "1 upload this hour",
    "1,234 variants made today",
  ]);
  expect(parts.some(({ isNear }) => isNear)).toBe(false);
});

test("a quota that is almost used up is pointed out, announced bytes counted in", () => {
  const quota = { ...UNLIMITED, storedBytes: 20_000_000_000, uploadsPerHour: 1_000 };
  const parts = usageParts({ id: "o", email: null, notifications: { mail: true }, usage: USAGE, quota });
  expect(parts.slice(1, 3)).toEqual([
    { text: "18.2 GB of 20 GB", isNear: true },
    { text: "1 of 1,000 uploads this hour", isNear: false },
  ]);
});
