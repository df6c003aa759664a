import { soakBound } from "./bound.ts";
import { soakPictures } from "./broken-pictures.ts";
import { soakCrowd } from "./crowd.ts";
import { soakDeletion } from "./deletion.ts";
import { soakFaults } from "./faults.ts";
import { type Figures, seededRandom } from "./figures.ts";
import { soakHangUps } from "./hang-ups.ts";
import { soakRequests } from "./hostile-requests.ts";
import { soakInterleavings } from "./interleavings.ts";
import { soakKills } from "./kills.ts";
import { soakOverBudget } from "./over-budget.ts";
import { knownOutcomes, writeOutcomes } from "./report.ts";
import type { SoakOptions } from "./soak-options.ts";
import { soakUploads } from "./uploads.ts";

const INTERLEAVINGS = 500;
const KILLS = 50;
const REQUESTS = 100_000;
const CROWD = { users: 20, uploads: 10, readers: 200 };
const PICTURES = 5_000;
const UPLOADS = 200;
const VARIANTS = 10_000;
const URLS = 10_000;
const HANG_UPS = 2_000;
const OVER_BUDGET = 60;

/** The share of users below which there would be too few to see each other's pictures. */
const MANY = 0.25;

/** More parts belong here: each is a name and what it does. */
export const PARTS: Readonly<Record<string, (options: SoakOptions) => Promise<Figures>>> = {
  async faults({ share, seed, endsAt, isWritten }) {
    const known = await knownOutcomes();
    const random = seededRandom(seed);
    const onOutcomes = isWritten ? writeOutcomes : async () => undefined;
    const { figures, violations } = await soakFaults({
      ...{ known, share, endsAt, random, onOutcomes },
      onTrial: console.log,
    });
    for (const violation of violations) console.error(violation);
    if (violations.length > 0) process.exitCode = 1;
    return figures;
  },
  interleavings: ({ share, seed }) => soakInterleavings(Math.ceil(INTERLEAVINGS * share), seed),
  requests: ({ share, ...rest }) => soakRequests({ ...rest, count: Math.ceil(REQUESTS * share) }),
  pictures: ({ share, ...rest }) => soakPictures({ ...rest, count: Math.ceil(PICTURES * share) }),
  crowd: ({ share }) =>
    soakCrowd({
      users: Math.ceil(CROWD.users * Math.max(share, MANY)),
      uploads: Math.ceil(CROWD.uploads * share),
      readers: Math.ceil(CROWD.readers * share),
    }),
  kills: ({ share, seed }) => soakKills(Math.ceil(KILLS * share), seededRandom(seed)),
  uploads: ({ share }) => soakUploads(Math.ceil(UPLOADS * share)),
  deletion: ({ share }) => soakDeletion(Math.ceil(VARIANTS * share)),
  bound: ({ share }) => soakBound(Math.ceil(URLS * share)),
  "over-budget": ({ share }) => soakOverBudget(Math.ceil(OVER_BUDGET * share)),
  "hang-ups": ({ share, seed }) => soakHangUps(Math.ceil(HANG_UPS * share), seededRandom(seed)),
};
