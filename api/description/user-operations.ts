import type { Operation } from "./operation.ts";
import { refused } from "./refused.ts";
import { component } from "./schema.ts";

const SERVICE_DEFAULTS = { transform: {}, renditions: { small: { w: 320 }, medium: { w: 800 }, large: { w: 1600 } } };
const JSON_DEFAULTS = { "application/json": component("Defaults") };

export const USER_OPERATIONS: readonly Operation[] = [
  {
    id: "getUser",
    route: "GET /users/me",
    tag: "You",
    summary: "See one's address, usage and quota",
    answers: [{ status: 200, description: "Who asks.", content: { "application/json": component("User") } }],
    problems: [],
    examples: [
      {
        summary: "On one machine, which sets no limits",
        path: "/users/me",
        status: 200,
        answer: {
          id: "5cf412bfaa746ac4521624fabba18444",
          email: "ada@example.com",
          usage: {
            images: 1,
            storedBytes: 225_617,
            reservedBytes: 12_345_678,
            uploadsThisHour: 3,
            transformsThisMinute: 3,
            transformsToday: 3,
          },
          quota: { uploadsPerHour: null, storedBytes: null, transformsPerMinute: null, transformsPerDay: null },
        },
      },
    ],
  },
  {
    id: "getDefaults",
    route: "GET /users/me/defaults",
    tag: "You",
    summary: "See what one's next uploads are made with",
    answers: [{ status: 200, description: "One's own, else the service's.", content: JSON_DEFAULTS }],
    problems: [],
    examples: [{ summary: "The service's", path: "/users/me/defaults", status: 200, answer: SERVICE_DEFAULTS }],
  },
  {
    id: "putDefaults",
    route: "PUT /users/me/defaults",
    tag: "You",
    summary: "Replace one's defaults",
    description:
      "`transform` fills in what a URL leaves unsaid; `renditions` are made at once and named by `?p=`. What is left out is the service's own. Images that exist keep the defaults that they were uploaded with.",
    body: { isRequired: true, content: JSON_DEFAULTS },
    answers: [{ status: 200, description: "The whole of them, as they count now.", content: JSON_DEFAULTS }],
    problems: [
      ...(["body-invalid", "body-too-large", "parameter-unknown", "parameter-repeated", "parameter-invalid"] as const),
      "parameter-conflict",
    ],
    examples: [
      {
        summary: "Smaller files, and one more rendition",
        path: "/users/me/defaults",
        json: { transform: { q: 60 }, renditions: { hero: { w: 2000, h: 500, fit: "cover" } } },
        status: 200,
        answer: {
          transform: { q: 60 },
          renditions: { ...SERVICE_DEFAULTS.renditions, hero: { w: 2000, h: 500, fit: "cover" } },
        },
      },
      {
        summary: "A rendition without a size",
        path: "/users/me/defaults",
        json: { renditions: { hero: { w: 0 } } },
        ...refused("parameter-invalid", "In renditions.hero: w must be a whole number from 1 to 4096."),
      },
    ],
  },
  {
    id: "deleteDefaults",
    route: "DELETE /users/me/defaults",
    tag: "You",
    summary: "Go back to the service's defaults",
    answers: [{ status: 200, description: "The service's.", content: JSON_DEFAULTS }],
    problems: [],
    examples: [{ summary: "Back", path: "/users/me/defaults", status: 200, answer: SERVICE_DEFAULTS }],
  },
];

export const SERVICE_OPERATIONS: readonly Operation[] = [
  {
    id: "getHealth",
    route: "GET /health",
    tag: "Service",
    summary: "See whether the API answers",
    isPublic: true,
    answers: [
      {
        status: 200,
        description: "It does.",
        content: {
          "application/json": {
            type: "object",
            properties: { status: { type: "string", enum: ["ok"] } },
            required: ["status"],
            additionalProperties: false,
          },
        },
      },
    ],
    problems: [],
    examples: [{ summary: "Up", path: "/health", status: 200, answer: { status: "ok" } }],
  },
  {
    id: "getDescription",
    route: "GET /openapi.json",
    tag: "Service",
    summary: "Get this description",
    isPublic: true,
    answers: [{ status: 200, description: "OpenAPI 3.1.", content: { "application/json": { type: "object" } } }],
    problems: [],
    examples: [{ summary: "For a generator of clients", path: "/openapi.json", status: 200 }],
  },
  {
    id: "getReference",
    route: "GET /docs",
    tag: "Service",
    summary: "Read this description as a page",
    isPublic: true,
    answers: [{ status: 200, description: "The page.", content: { "text/html": {} } }],
    problems: [],
    examples: [{ summary: "For people", path: "/docs", status: 200 }],
  },
];
