import { kindNames } from "../../lib/accepted-kinds.ts";
import { DIRECT_UPLOAD_BYTES, PRESIGNED_UPLOAD_BYTES, PRESIGNED_URL_SECONDS } from "../../lib/limits.ts";
import type { ProblemCode } from "../../lib/problem.ts";
import { ANNOUNCED_ID, type Operation, type Parameter } from "./operation.ts";
import { refused } from "./refused.ts";
import { component, type Schema, text } from "./schema.ts";

const IDEMPOTENCY_KEY: Parameter = {
  in: "header",
  name: "Idempotency-Key",
  schema: text("For a day, a repetition under the same key has the same effect and no second one.", {
    pattern: "^[\\x20-\\x7e]{1,255}$",
  }),
};

const LIMIT_HEADERS: Readonly<Record<string, Schema>> = {
  RateLimit: text("What is left of the limits; absent where there are none."),
  "RateLimit-Policy": text("The limits."),
};

const PROBLEMS_OF_BOTH: readonly ProblemCode[] = [
  ...(["body-invalid", "idempotency-key-invalid", "image-deleted", "body-too-large"] as const),
  ...(["media-type-unsupported", "idempotency-mismatch", "uploads-exhausted", "storage-exhausted"] as const),
];

export const UPLOAD_OPERATIONS: readonly Operation[] = [
  {
    id: "uploadImage",
    route: "PUT /upload",
    tag: "Uploads",
    summary: `Upload a picture of up to ${DIRECT_UPLOAD_BYTES.toLocaleString("en")} bytes`,
    description: `Takes ${kindNames("and")}, and SVG where it is switched on, whatever \`Content-Type\` says of them. The picture is decoded before it is answered, and can be asked for at once.`,
    parameters: [IDEMPOTENCY_KEY],
    body: {
      isRequired: true,
      content: {
        "image/*": {},
        "multipart/form-data": {
          description: "One file, under any name.",
          type: "object",
          additionalProperties: { description: "The picture." },
        },
      },
    },
    answers: [
      {
        status: 200,
        description: "It is there.",
        headers: { Location: text("The image, e.g. `/images/01m8…`."), ...LIMIT_HEADERS },
      },
    ],
    problems: [...PROBLEMS_OF_BOTH, "image-undecodable", "image-too-large"],
    examples: [
      {
        summary: "A photograph",
        path: "/upload",
        headers: { "Content-Type": "image/jpeg" },
        file: "dev/demo/sunset.jpg",
        status: 200,
      },
      {
        summary: "What is no picture",
        path: "/upload",
        headers: { "Content-Type": "image/jpeg" },
        file: "dev/demo/README.md",
        ...refused("media-type-unsupported", `${kindNames("and")} are accepted; this is none of them.`),
      },
    ],
  },
  {
    id: "beginUpload",
    route: "POST /upload",
    tag: "Uploads",
    summary: "Begin the upload of a larger picture",
    description: `For ${PRESIGNED_URL_SECONDS / 60} minutes, a PUT of the bytes to \`url\` with exactly \`headers\` uploads up to ${PRESIGNED_UPLOAD_BYTES.toLocaleString("en")} bytes. The picture can be asked for once the worker has proven it; until then it is \`image-not-ready\`.`,
    parameters: [IDEMPOTENCY_KEY],
    body: { isRequired: true, content: { "application/json": component("AnnouncedUpload") } },
    answers: [
      {
        status: 201,
        description: "The upload may begin.",
        headers: LIMIT_HEADERS,
        content: { "application/json": component("BegunUpload") },
      },
    ],
    problems: PROBLEMS_OF_BOTH,
    examples: [
      {
        summary: "A photograph of 12 MB",
        path: "/upload",
        json: { contentType: "image/jpeg", sizeBytes: 12_345_678 },
        status: 201,
        answer: {
          id: ANNOUNCED_ID,
          url: `https://originals.s3.us-east-1.amazonaws.com/incoming/${ANNOUNCED_ID}?X-Amz-Expires=900&X-Amz-Signature=…`,
          headers: { "content-type": "image/jpeg", "content-length": "12345678", "if-none-match": "*" },
          expiresAt: "2026-11-22T19:21:19.635Z",
        },
      },
    ],
  },
];
