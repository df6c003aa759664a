import { type Context, Hono, type MiddlewareHandler } from "hono";
import { enumeration, mediaTypes } from "../lib/accepted-kinds.ts";
import { mediaType } from "../lib/image-record.ts";
import { DIRECT_UPLOAD_BYTES, PRESIGNED_UPLOAD_BYTES } from "../lib/limits.ts";
import { acceptUpload } from "../lib/operations/accept-upload.ts";
import { beginUpload } from "../lib/operations/begin-upload.ts";
import { ProblemError } from "../lib/problem-error.ts";
import { rateLimitFields } from "../lib/rate-limits.ts";
import type { AnnouncedUpload } from "../lib/stores.ts";
import { seconds } from "../lib/time.ts";
import type { WithUser } from "./authenticate.ts";
import type { AppOptions } from "./options.ts";
import { idempotencyKey, readJson } from "./request.ts";
import type { Stores } from "./stores.ts";

/** `PUT /upload`, and `POST /upload` for what is too large for it. */
export function uploadRoutes(
  stores: Stores,
  { limits }: AppOptions,
  user: MiddlewareHandler<WithUser>,
): Hono<WithUser> {
  const routes = new Hono<WithUser>();

  /** What is left of the limits, on answers that took something of them; refusals bring their own. */
  const tellLimits = async (context: Context<WithUser>) => {
    const { owner } = context.get("user");
    const fields = rateLimitFields(await stores.accounts.get(owner), limits, seconds(new Date()));
    for (const [name, value] of Object.entries(fields ?? {})) context.header(name, value);
  };

  routes.put("/upload", user, async (context) => {
    const uploader = { ...context.get("user"), idempotencyKey: idempotencyKey(context) };
    const id = await acceptUpload(stores, uploader, await readPicture(context), limits);
    await tellLimits(context);
    return context.body(null, 200, { location: `/images/${id}` });
  });

  routes.post("/upload", user, async (context) => {
    const uploader = { ...context.get("user"), idempotencyKey: idempotencyKey(context) };
    const upload = announcedUpload(await readJson(context));
    const begun = await beginUpload(stores, uploader, upload, limits);
    await tellLimits(context);
    return context.json(begun, 201);
  });

  return routes;
}

async function readPicture(context: Context): Promise<Uint8Array> {
  const type = (context.req.header("content-type") ?? "").toLowerCase();
  if (!type.startsWith("image/") && !type.startsWith("multipart/form-data")) {
    const detail = "Send the picture with Content-Type image/…, or as the one file of multipart/form-data.";
    throw new ProblemError("media-type-unsupported", detail);
  }
  const body = type.startsWith("image/") ? await context.req.arrayBuffer() : await readFile(context);
  if (body.byteLength === 0) throw new ProblemError("body-invalid", "The body is empty.");
  if (body.byteLength > DIRECT_UPLOAD_BYTES) {
    const detail = `A picture must not be over ${DIRECT_UPLOAD_BYTES} bytes; POST /upload gives a URL for larger ones.`;
    throw new ProblemError("body-too-large", detail);
  }
  return new Uint8Array(body);
}

async function readFile(context: Context): Promise<ArrayBuffer> {
  const form = await context.req.formData().catch((cause: unknown) => {
    throw new ProblemError("body-invalid", "The multipart body cannot be read.", { cause });
  });
  const files = [...form.values()].filter((value) => typeof value !== "string");
  if (files.length !== 1) throw new ProblemError("body-invalid", `Send one file; there are ${files.length}.`);
  return files[0]!.arrayBuffer();
}

/** What a presigned upload can announce; what comes is judged by its bytes all the same. */
const ANNOUNCED_TYPES = mediaTypes();

function announcedUpload(json: unknown): AnnouncedUpload {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ProblemError("body-invalid", "The body must be an object with contentType and sizeBytes.");
  }
  const { contentType, sizeBytes, sha256 } = json as { contentType?: unknown; sizeBytes?: unknown; sha256?: unknown };
  if (typeof contentType !== "string" || !ANNOUNCED_TYPES.includes(contentType)) {
    const elsewhere = contentType === mediaType("svg") ? " PUT /upload takes SVG, where it is switched on." : "";
    const detail = `contentType must be ${enumeration(ANNOUNCED_TYPES, "or")}.${elsewhere}`;
    throw new ProblemError("media-type-unsupported", detail);
  }
  if (typeof sizeBytes !== "number" || !Number.isInteger(sizeBytes) || sizeBytes < 1) {
    throw new ProblemError("body-invalid", "sizeBytes must be the picture's size, a whole number of bytes.");
  }
  if (sizeBytes > PRESIGNED_UPLOAD_BYTES) {
    throw new ProblemError("body-too-large", `A picture must not be over ${PRESIGNED_UPLOAD_BYTES} bytes.`);
  }
  return { contentType, sizeBytes, ...(sha256 !== undefined && { sha256: base64Digest(sha256) }) };
}

/** S3 takes base64; most tools print hex. */
function base64Digest(sha256: unknown): string {
  const text = typeof sha256 === "string" ? sha256 : "";
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, "hex").toString("base64");
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return text;
  throw new ProblemError("body-invalid", "sha256 must be the picture's SHA-256 in hex or base64.");
}
