import { LABEL_PATTERN } from "../../lib/image-changes.ts";
import { DOWNLOAD_URL_SECONDS, SEARCH_CHARACTERS, SEARCH_RECORDS, SEARCH_WORDS } from "../../lib/limits.ts";
import { ANNOUNCED_IMAGE, EXAMPLE_IMAGE } from "./example-image.ts";
import { EXAMPLE_ID, type Operation } from "./operation.ts";
import { refused } from "./refused.ts";
import { component, text } from "./schema.ts";

const IMAGE_PATH = `/images/${EXAMPLE_ID}`;

export const IMAGE_OPERATIONS: readonly Operation[] = [
  {
    id: "changeImage",
    route: "PATCH /images/:id",
    tag: "Images",
    summary: "Say what an image shows, or what every crop of it keeps",
    description:
      "What is left out stays; `null`, or no labels, clears. A focal point gives the image a new revision: variants of before are removed, and made anew when they are asked for. Title and labels are in no variant, and nobody else is told them.",
    body: { isRequired: true, content: { "application/json": component("ImageChanges") } },
    answers: [{ status: 200, description: "Its data.", content: { "application/json": component("Image") } }],
    problems: ["image-not-found", "body-invalid", "body-too-large"],
    examples: [
      {
        summary: "The sun, a little above the middle",
        path: IMAGE_PATH,
        json: { focalPoint: [50, 40] },
        status: 200,
        answer: { ...EXAMPLE_IMAGE, focalPoint: [50, 40], title: null, labels: [] },
      },
      {
        summary: "No such point any more, but words",
        path: IMAGE_PATH,
        json: { focalPoint: null, title: "Sunset over the bay", labels: ["sea", "evening"] },
        status: 200,
        answer: EXAMPLE_IMAGE,
      },
      {
        summary: "A label with a space",
        path: IMAGE_PATH,
        json: { labels: ["golden hour"] },
        ...refused("body-invalid", "labels must be a list of up to 20, each 1 to 32 of a-z, 0-9 and -."),
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
    id: "listImages",
    route: "GET /images",
    tag: "Images",
    summary: "List one's images, newest first, or look for some",
    description: `A search reads up to ${SEARCH_RECORDS.toLocaleString("en")} images for a page: one with fewer than \`limit\`, or none, ends the search only where \`next\` is \`null\`.`,
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
      { in: "query", name: "label", schema: text("Only images with this label.", { pattern: LABEL_PATTERN }) },
      {
        in: "query",
        name: "q",
        schema: text(
          `Only images with each of these words in the title, or as a label; up to ${SEARCH_WORDS}. Letter case and accents make no difference.`,
          { maxLength: SEARCH_CHARACTERS },
        ),
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
        summary: "One that was described",
        path: "/images?label=sea&q=SUN+bay",
        status: 200,
        answer: { images: [EXAMPLE_IMAGE], next: null },
      },
      {
        summary: "Too many at once",
        path: "/images?limit=1000",
        ...refused("parameter-invalid", "limit must be a whole number from 1 to 100."),
      },
    ],
  },
  {
    id: "linkOriginal",
    route: "POST /images/:id/download",
    tag: "Images",
    summary: "Get a link that downloads the original",
    description: `Whoever has it needs no token; it is good for ${DOWNLOAD_URL_SECONDS / 60} minutes.`,
    answers: [{ status: 201, description: "The link.", content: { "application/json": component("Download") } }],
    problems: ["image-not-found", "image-not-ready"],
    examples: [
      {
        summary: "Byte for byte as it was uploaded",
        path: `${IMAGE_PATH}/download`,
        status: 201,
        answer: {
          url: `https://originals.s3.us-east-1.amazonaws.com/originals/${EXAMPLE_ID}?X-Amz-Expires=600&X-Amz-Signature=…`,
          expiresAt: "2026-11-22T19:11:24.020Z",
        },
      },
    ],
  },
];
