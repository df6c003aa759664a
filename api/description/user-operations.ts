import type { Operation } from "./operation.ts";
import { component } from "./schema.ts";

export const USER_OPERATIONS: readonly Operation[] = [
  {
    id: "getUser",
    route: "GET /users/me",
    tag: "You",
    summary: "See one's address, notifications, usage and quota",
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
          notifications: { mail: true },
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
