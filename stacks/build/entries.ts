import type { Dialect } from "../../lib/url/dialects/dialects.ts";

/** The CloudFront Functions that are one file each; the one of the playground's paths is made by `buildPageFunction`. */
export const EDGE_ENTRIES: readonly string[] = ["edge/viewer-request.ts", "edge/api-request.ts"];

/** The function of each dialect is a file of its own: those that a deployer chose are put up. */
export const DIALECT_ENTRIES: Readonly<Record<Dialect, string>> = {
  imgix: "edge/dialects/imgix.ts",
  cloudflare: "edge/dialects/cloudflare.ts",
  cloudinary: "edge/dialects/cloudinary.ts",
  thumbor: "edge/dialects/thumbor.ts",
  ipx: "edge/dialects/ipx.ts",
};

/** Each Lambda function's folder in the build folder, and the file that it is made from. */
export const LAMBDA_ENTRIES: Readonly<Record<string, string>> = {
  transformer: "edge/transformer.lambda.ts",
  api: "api/server.lambda.ts",
  worker: "api/worker.lambda.ts",
  sweeper: "api/sweeper.lambda.ts",
  "mail-events": "api/mail-events.lambda.ts",
  "signing-keys": "api/signing-keys.lambda.ts",
  "bucket-contents": "api/bucket-contents.lambda.ts",
};
