import { type DefaultsJson, MAIL_RENDITIONS } from "../../lib/defaults.ts";
import { EXTRA_RENDITIONS } from "../../lib/limits.ts";

import type { Notifications } from "../../lib/notifications.ts";
import { PROBLEMS } from "../../lib/problem.ts";
import type { UserData } from "../../lib/user-data.ts";
import { transformSchema } from "./parameter-schema.ts";
import { component, objectSchema, orNull, text, whole } from "./schema.ts";

export const USER = objectSchema<UserData>("Who asks, what they have, and what they may have.", {
  id: text("Made from the token's issuer and subject.", { pattern: "^[0-9a-f]{32}$" }),
  email: orNull(text("Where mail goes; `null` unless the issuer has verified it.")),
  notifications: component("Notifications"),
  usage: objectSchema<UserData["usage"]>("What counts against the quota.", {
    images: whole("Proven images."),
    storedBytes: whole("Bytes of originals."),
    reservedBytes: whole("Bytes of uploads that were announced and have not come."),
    uploadsThisHour: whole("Within the hour that began with the first of them."),
    transformsThisMinute: whole("Variants made of one's images."),
    transformsToday: whole("The same, since midnight, UTC."),
  }),
  quota: objectSchema<UserData["quota"]>("What one may have; `null` is unlimited.", {
    uploadsPerHour: orNull(whole("Uploads.")),
    storedBytes: orNull(whole("Bytes of originals.")),
    transformsPerMinute: orNull(whole("Variants.")),
    transformsPerDay: orNull(whole("Variants.")),
  }),
});

export const NOTIFICATIONS = objectSchema<Notifications>("What one is told of.", {
  mail: { type: "boolean", description: "Whether a mail follows each upload." },
});

/** What belongs to a URL alone. */
const OF_URLS = ["exp", "s"];

export const ASKED_TRANSFORM = transformSchema("What a picture is made by, at exactly the asked size.", OF_URLS);

export const TRANSFORM = transformSchema("What pictures are made by; `fmt=json` belongs to URLs alone.", [
  ...OF_URLS,
  ...["p", "d"],
]);

export const DEFAULTS = objectSchema<DefaultsJson>("What one's next uploads are made with.", {
  transform: component("Transform"),
  renditions: {
    description: `Named variants. ${MAIL_RENDITIONS.join(", ")} are always there; up to ${EXTRA_RENDITIONS} more may be.`,
    type: "object",
    propertyNames: { pattern: "^[a-z0-9-]{1,32}$" },
    additionalProperties: component("Transform"),
    maxProperties: MAIL_RENDITIONS.length + EXTRA_RENDITIONS,
  },
});

/** As RFC 9457 has it. */
interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

export const PROBLEM = objectSchema<ProblemJson>("A failure.", {
  type: text("Always `about:blank`."),
  title: text("The status in words."),
  status: { type: "integer", description: "The answer's." },
  code: text("What to tell failures apart by; these never change their meaning.", { enum: Object.keys(PROBLEMS) }),
  detail: text("A sentence for people, which names what is accepted."),
});
