import { TABLE_BACKUP_DAYS } from "../../lib/limits.ts";
import { EXAMPLE_ID, type Operation } from "./operation.ts";
import { component } from "./schema.ts";

const IMAGE_PATH = `/images/${EXAMPLE_ID}`;

export const DELETION_OPERATIONS: readonly Operation[] = [
  {
    id: "deleteImage",
    route: "DELETE /images/:id",
    tag: "Deletion",
    summary: "Delete an image and everything that was made of it",
    description: "Answered when every copy that the service keeps is removed and the edge has been told to forget.",
    answers: [{ status: 204, description: "It is gone; also when it was before." }],
    problems: ["image-not-found"],
    examples: [{ summary: "For good", path: IMAGE_PATH, status: 204 }],
  },
  {
    id: "getReceipt",
    route: "GET /images/:id/erasure",
    tag: "Deletion",
    summary: "See what a deletion has done",
    answers: [{ status: 200, description: "The receipt.", content: { "application/json": component("Receipt") } }],
    problems: ["image-not-found", "erasure-not-found"],
    examples: [
      {
        summary: "Right after the deletion",
        path: `${IMAGE_PATH}/erasure`,
        status: 200,
        answer: {
          id: EXAMPLE_ID,
          state: "removing",
          deletedAt: "2026-11-22T19:06:23.488Z",
          completedAt: null,
          removed: { originals: 2, variants: 12 },
          asked: [],
          outOfReach: [
            "browsers that have a copy may show it for up to a day",
            "mail that has been sent",
            `backups of the table, which end after ${TABLE_BACKUP_DAYS} days; they hold no picture`,
          ],
        },
      },
    ],
  },
  {
    id: "deleteUser",
    route: "DELETE /users/me",
    tag: "Deletion",
    summary: "Delete all of one's images, and what one has set",
    answers: [
      { status: 204, description: "All of it is gone." },
      { status: 202, description: "There are more than a request can delete; the rest goes within minutes." },
    ],
    problems: [],
    examples: [{ summary: "Everything", path: "/users/me", status: 204 }],
  },
];
