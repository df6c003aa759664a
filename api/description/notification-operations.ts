import { UNSUBSCRIBE_DAYS } from "../../lib/limits.ts";
import { EXAMPLE_TOKEN, type Operation } from "./operation.ts";
import { refused } from "./refused.ts";
import { component, text } from "./schema.ts";

const JSON_NOTIFICATIONS = { "application/json": component("Notifications") };
const TOKEN = {
  in: "query",
  name: "t",
  schema: text(`As a mail of the last ${UNSUBSCRIBE_DAYS} days has it.`),
} as const;
const LINK = `/users/unsubscribe?t=${EXAMPLE_TOKEN}`;

export const NOTIFICATION_OPERATIONS: readonly Operation[] = [
  {
    id: "putNotifications",
    route: "PUT /users/me/notifications",
    tag: "You",
    summary: "Switch mail off or on",
    description: "It counts from the next mail on; what came while mail was off is not sent later.",
    body: { isRequired: true, content: JSON_NOTIFICATIONS },
    answers: [{ status: 200, description: "As it is now.", content: JSON_NOTIFICATIONS }],
    problems: ["body-invalid", "body-too-large"],
    examples: [
      {
        summary: "No mail",
        path: "/users/me/notifications",
        json: { mail: false },
        status: 200,
        answer: { mail: false },
      },
      {
        summary: "Neither on nor off",
        path: "/users/me/notifications",
        json: { mail: "sometimes" },
        ...refused("body-invalid", 'The body must be {"mail": true} or {"mail": false}.'),
      },
      {
        summary: "Mail again",
        path: "/users/me/notifications",
        json: { mail: true },
        status: 200,
        answer: { mail: true },
      },
    ],
  },
  {
    id: "askUnsubscribe",
    route: "GET /users/unsubscribe",
    tag: "You",
    summary: "Read the page behind a mail's link",
    description:
      "It has one button, which posts to the same address. Reading it changes nothing, since programs that look through mail do so too.",
    isPublic: true,
    parameters: [TOKEN],
    answers: [{ status: 200, description: "The page, in English, German or Spanish.", content: { "text/html": {} } }],
    problems: ["unsubscribe-invalid", "query-malformed"],
    examples: [{ summary: "In German", path: LINK, headers: { "Accept-Language": "de-AT,de;q=0.9" }, status: 200 }],
  },
  {
    id: "unsubscribe",
    route: "POST /users/unsubscribe",
    tag: "You",
    summary: "Switch mail off by a mail's link",
    description:
      "What mail programs do by `List-Unsubscribe-Post` (RFC 8058), with one click and no token. A body is not read. Browsers are answered with a page.",
    isPublic: true,
    parameters: [TOKEN],
    answers: [
      {
        status: 200,
        description: "Mail is off; also when it was before.",
        content: { ...JSON_NOTIFICATIONS, "text/html": {} },
      },
    ],
    problems: ["unsubscribe-invalid", "query-malformed"],
    examples: [
      { summary: "As a mail program does", path: LINK, status: 200, answer: { mail: false } },
      {
        summary: "A link that was cut short",
        path: "/users/unsubscribe?t=5cf412bfaa746ac4521624fabba18444",
        ...refused("unsubscribe-invalid", "This link is not one of our mails', or is over a year old."),
      },
    ],
  },
];
