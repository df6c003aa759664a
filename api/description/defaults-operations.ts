import { EXAMPLE_ID, type Operation } from "./operation.ts";
import { refused } from "./refused.ts";
import { component } from "./schema.ts";

const SERVICE_DEFAULTS = { transform: {}, renditions: { small: { w: 320 }, medium: { w: 800 }, large: { w: 1600 } } };
const JSON_DEFAULTS = { "application/json": component("Defaults") };

export const DEFAULTS_OPERATIONS: readonly Operation[] = [
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
      "`transform` fills in what a URL leaves unsaid; `renditions` are made at once and named by `?p=`. What is left out is the service's own. Images that exist keep theirs, until `POST /images/:id/defaults`.",
    body: { isRequired: true, content: JSON_DEFAULTS },
    answers: [{ status: 200, description: "The whole of them, as they count now.", content: JSON_DEFAULTS }],
    problems: [
      ...(["body-invalid", "body-too-large", "parameter-unknown", "parameter-repeated", "parameter-invalid"] as const),
      ...(["parameter-conflict", "mark-unknown"] as const),
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
    id: "reapplyDefaults",
    route: "POST /images/:id/defaults",
    tag: "Images",
    summary: "Re-apply one's defaults to an image of before",
    description:
      "They are frozen into it as an upload's are. The image has a new revision: variants of before are removed, and the worker makes the renditions; until it has, `state` is `processing` and `renditions` are empty, while every URL is answered.",
    answers: [{ status: 202, description: "They are frozen; the renditions come within seconds." }],
    problems: ["image-not-found", "image-not-ready"],
    examples: [
      { summary: "The picture, with the renditions of now", path: `/images/${EXAMPLE_ID}/defaults`, status: 202 },
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
