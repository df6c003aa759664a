import { API_ANSWER_BYTES, DOWNLOAD_URL_SECONDS } from "../../lib/limits.ts";
import type { ProblemCode } from "../../lib/problem.ts";
import { DEFAULT_LADDER } from "../../lib/url/default-ladder.ts";
import { ROWS } from "../../lib/url/parameters.ts";
import { EXAMPLE_IMAGE } from "./example-image.ts";
import { EXAMPLE_ID, EXAMPLE_URL, type Operation, type Parameter } from "./operation.ts";
import { parameterSchema } from "./parameter-schema.ts";
import { refused } from "./refused.ts";
import { component, type Schema, text } from "./schema.ts";

const IMAGE_PATH = `/images/${EXAMPLE_ID}`;
const SIGNATURE = "La-V95oJ1AxGwsQyMg2fhTaDJQYYRH1q_5DiVnRWUMo";
const SIGNED_PATH = `${IMAGE_PATH}/transformation?w=641&fmt=webp&s=k1.${SIGNATURE}`;

const ACCEPT: Parameter = {
  in: "header",
  name: "Accept",
  schema: text("What the client takes, e.g. `image/avif,image/webp,*/*`; it settles `fmt=auto`."),
};

const QUERY = ROWS.map((row): Parameter => ({ in: "query", name: row.key, schema: parameterSchema(row) }));

/** The bytes, in whichever type. */
const PICTURE: Readonly<Record<string, Schema>> = { "image/*": {} };

const PROBLEMS_OF_PARAMETERS: readonly ProblemCode[] = [
  ...(["query-malformed", "parameter-unknown", "parameter-repeated", "parameter-invalid"] as const),
  ...(["parameter-conflict", "rect-outside", "output-too-large", "image-not-found", "image-not-ready"] as const),
  ...(["rendition-unknown", "mark-unknown", "variants-exhausted", "transforms-exhausted"] as const),
];

export const PICTURE_OPERATIONS: readonly Operation[] = [
  {
    id: "getVariant",
    route: "GET /images/:id/transformation",
    tag: "Pictures",
    summary: "Get a picture as the query asks for it",
    description:
      "Answered by the edge, to anybody who has the URL. Without parameters it is made by its owner's default transform. `HEAD`, `Range` and `If-None-Match` work.",
    isPublic: true,
    parameters: [...QUERY, ACCEPT],
    answers: [
      {
        status: 200,
        description: "The picture; with `fmt=json`, or where `Accept` takes JSON and no picture, its data.",
        headers: {
          ETag: text("The quoted MD5 of the bytes."),
          "Cache-Control": text("A day in browsers, a year at the edge."),
          "X-Cache": text("Whether the edge had it, e.g. `Hit from cloudfront`."),
          "X-Image-Origin": text("`transformer` on a picture that was made for this answer."),
          "X-Image-Degraded": text("The key of a stored picture that stands in for the asked one."),
        },
        content: { ...PICTURE, "application/json": component("PublicImage") },
      },
    ],
    problems: [
      ...PROBLEMS_OF_PARAMETERS,
      "signature-invalid",
      "signature-required",
      "url-expired",
      "image-undecodable",
    ],
    examples: [
      {
        summary: "640 px wide, for a browser that takes AVIF",
        path: `${IMAGE_PATH}/transformation?w=640`,
        headers: { Accept: "image/avif,image/webp,*/*" },
        status: 200,
      },
      {
        summary: "A square JPEG of what draws the eye",
        path: `${IMAGE_PATH}/transformation?w=400&h=400&fit=cover&g=attention&fmt=jpeg`,
        status: 200,
      },
      {
        summary: "Its data",
        path: `${IMAGE_PATH}/transformation?fmt=json`,
        status: 200,
        answer: {
          id: EXAMPLE_ID,
          width: 2400,
          height: 1600,
          format: "jpeg",
          sizeBytes: 225_617,
          hasAlpha: false,
          isAnimated: false,
          pages: 1,
          animation: null,
          colorSpace: { model: "rgb", bitDepth: 8, profile: null },
          isWideGamut: false,
          hasContentCredentials: false,
          thumbhash: "HAgWJYRoh3h/h3h1eEeHh1dwcgZH",
          color: "#181818",
          palette: ["#1f1b15"],
          focalPoint: null,
          widths: DEFAULT_LADDER.filter((size) => size <= 2400),
          renditions: [
            { name: "small", width: 320, height: 213 },
            { name: "medium", width: 800, height: 533 },
            { name: "large", width: 1600, height: 1067 },
          ],
        },
      },
      {
        summary: "A value that is not accepted",
        path: `${IMAGE_PATH}/transformation?w=5000`,
        ...refused("parameter-invalid", "w must be a whole number from 1 to 4096."),
      },
    ],
  },
  {
    id: "explainImage",
    route: "GET /images/:id/explain",
    tag: "Pictures",
    summary: "See what the URL of a picture means",
    description:
      "The query is that of `/images/{id}/transformation`, a signature included, and `Accept` that of whoever is to ask there. What would be refused is explained too, in `refusal`. Nothing is made, and nothing is counted.",
    parameters: [...QUERY, ACCEPT],
    answers: [
      { status: 200, description: "What it means.", content: { "application/json": component("Explanation") } },
    ],
    problems: ["image-not-found"],
    examples: [
      {
        summary: "What a browser that takes AVIF would get",
        path: `${IMAGE_PATH}/explain?width=641&utm_source=mail`,
        headers: { Accept: "image/avif,image/webp,*/*" },
        status: 200,
      },
      {
        summary: "One that the edge refuses",
        path: `${IMAGE_PATH}/explain?width=5000`,
        status: 200,
        answer: {
          id: EXAMPLE_ID,
          asked: [["width", "5000"]],
          folded: {},
          ignored: [],
          moved: {},
          transform: {},
          values: {},
          signedBy: null,
          expiresAt: null,
          variant: null,
          refusal: {
            status: 400,
            code: "parameter-invalid",
            detail: "w must be a whole number from 1 to 4096. dpr and ar are counted in.",
          },
          answer: null,
        },
      },
    ],
  },
  {
    id: "retrieveImage",
    route: "POST /images/:id",
    tag: "Pictures",
    summary: "Get a picture at exactly the asked size, or the original",
    description: `The transform is the JSON body or the query, not both; without one it is the original, byte for byte. Over ${API_ANSWER_BYTES.toLocaleString("en")} bytes the answer is JSON whose \`url\` downloads the file for ${DOWNLOAD_URL_SECONDS / 60} minutes.`,
    parameters: [...QUERY.filter(({ name }) => name !== "exp" && name !== "s"), ACCEPT],
    body: { isRequired: false, content: { "application/json": component("AskedTransform") } },
    answers: [
      {
        status: 201,
        description: "The bytes, or with `Accept: application/json` the data.",
        headers: { Location: text("The variant's signed URL, from which anybody gets it; the image for an original.") },
        content: {
          ...PICTURE,
          "application/json": component("RetrievedImage"),
        },
      },
    ],
    problems: [...PROBLEMS_OF_PARAMETERS, "body-invalid", "body-too-large", "image-undecodable"],
    examples: [
      {
        summary: "A WebP of exactly 641 px, and its URL",
        path: IMAGE_PATH,
        headers: { Accept: "application/json" },
        json: { w: 641, fmt: "webp" },
        status: 201,
        answer: {
          ...EXAMPLE_IMAGE,
          url: `${EXAMPLE_URL}${SIGNED_PATH}`,
          width: 641,
          height: 427,
          format: "webp",
          sizeBytes: 21_502,
        },
      },
      { summary: "The original", path: IMAGE_PATH, headers: { Accept: "image/jpeg" }, status: 201 },
    ],
  },
];
