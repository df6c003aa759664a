import { TABLE_BACKUP_DAYS } from "../../lib/limits.ts";
import { ANNOUNCED_IMAGE, EXAMPLE_IMAGE } from "./example-image.ts";
import { EXAMPLE_ID, type Operation } from "./operation.ts";
import { refused } from "./refused.ts";
import { component, text } from "./schema.ts";

const IMAGE_PATH = `/images/${EXAMPLE_ID}`;

export const IMAGE_OPERATIONS: readonly Operation[] = [
  {
    id: "listImages",
    route: "GET /images",
    tag: "Images",
    summary: "List one's images, newest first",
    parameters: [
      {
        in: "query",
        name: "limit",
        schema: { type: "integer", minimum: 1, maximum: 100, default: 50, description: "Images of a page." },
      },
      {
        in: "query",
        name: "cursor",
        schema: text("`next` of the page before; empty for the first.", { pattern: "^([0-9a-z]{26})?$" }),
      },
    ],
    answers: [{ status: 200, description: "A page.", content: { "application/json": component("ImagePage") } }],
    problems: ["parameter-unknown", "parameter-repeated", "parameter-invalid", "cursor-invalid", "query-malformed"],
    examples: [
      {
        summary: "The newest two, of which one is on its way",
        path: "/images?limit=2",
        status: 200,
        answer: { images: [ANNOUNCED_IMAGE, EXAMPLE_IMAGE], next: null },
      },
      {
        summary: "Too many at once",
        path: "/images?limit=1000",
        ...refused("parameter-invalid", "limit must be a whole number from 1 to 100."),
      },
    ],
  },
  {
    id: "getImage",
    route: "GET /images/:id",
    tag: "Images",
    summary: "See what is known of an image",
    answers: [{ status: 200, description: "Its data.", content: { "application/json": component("Image") } }],
    problems: ["image-not-found"],
    examples: [
      { summary: "One that is ready", path: IMAGE_PATH, status: 200, answer: EXAMPLE_IMAGE },
      {
        summary: "One that is not there",
        path: "/images/00000000000000000000000000",
        ...refused("image-not-found", "There is no image of yours with this id."),
      },
    ],
  },
  {
    id: "aimImage",
    route: "PATCH /images/:id",
    tag: "Images",
    summary: "Say what every crop of an image keeps, or forget it",
    description: "The image has a new revision: variants of before are removed, and made anew when they are asked for.",
    body: { isRequired: true, content: { "application/json": component("Aim") } },
    answers: [{ status: 200, description: "Its data.", content: { "application/json": component("Image") } }],
    problems: ["image-not-found", "body-invalid", "body-too-large"],
    examples: [
      {
        summary: "The sun, a little above the middle",
        path: IMAGE_PATH,
        json: { focalPoint: [50, 40] },
        status: 200,
        answer: { ...EXAMPLE_IMAGE, focalPoint: [50, 40] },
      },
      { summary: "Nothing any more", path: IMAGE_PATH, json: { focalPoint: null }, status: 200, answer: EXAMPLE_IMAGE },
    ],
  },
];

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
          removed: { originals: 2, variants: 4 },
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
    summary: "Delete all of one's images and defaults",
    answers: [
      { status: 204, description: "All of it is gone." },
      { status: 202, description: "There are more than a request can delete; the rest goes within minutes." },
    ],
    problems: [],
    examples: [{ summary: "Everything", path: "/users/me", status: 204 }],
  },
];
