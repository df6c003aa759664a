import { kindNames } from "../lib/accepted-kinds.ts";
import { imageKind } from "../lib/image-kind.ts";
import { type ImageFormat, mediaType } from "../lib/image-record.ts";
import { DIRECT_UPLOAD_BYTES, PRESIGNED_UPLOAD_BYTES } from "../lib/limits.ts";
import { isSvg } from "../lib/svg-kind.ts";
import { DarkroomError } from "./darkroom-error.ts";
import { imageUrl, withoutSlash } from "./image-url.ts";
import { provenImage } from "./proven-image.ts";
import { withRetries } from "./retry.ts";
import { sendFile } from "./send-file.ts";
import { answered, ask, authorization, type Service } from "./service.ts";
import { stallGuard } from "./stall-guard.ts";

/** How far an upload has come. */
export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/** How a picture is uploaded. */
export interface UploadOptions {
  readonly onProgress?: (progress: UploadProgress) => void;
  readonly signal?: AbortSignal;
  /** Names this upload for a day: who repeats it, after a crash too, gets the same image. Made up when absent. */
  readonly idempotencyKey?: string;
  /** Seconds for which a service that is away is tried again; 30 when absent. */
  readonly patienceSeconds?: number;
}

/** A picture that can be asked for. */
export interface Uploaded {
  readonly id: string;
  /** Where it is, absolute; parameters go behind it. */
  readonly url: string;
}

const PATIENCE_SECONDS = 30;

/** Bytes that tell what kind of picture a file is; an SVG may say other things first. */
const HEAD_BYTES = 4_096;

/**
 * Uploads a picture, directly or, when it is large, by a presigned URL, and waits until it can be asked for.
 *
 * @throws DarkroomError e.g. `media-type-unsupported`, `body-too-large`, `token-invalid`, `service-unreachable`
 */
export async function upload(service: Service, file: Blob, options: UploadOptions = {}): Promise<Uploaded> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  // Whether it takes SVG is for the service to say.
  const kind = imageKind(head) ?? (isSvg(head) ? "svg" : undefined);
  if (kind === undefined) {
    const detail = `This is no ${kindNames("or")}, nor an SVG, which some services take.`;
    throw new DarkroomError("media-type-unsupported", detail);
  }
  if (file.size > PRESIGNED_UPLOAD_BYTES) {
    throw new DarkroomError("body-too-large", `A picture must not be over ${PRESIGNED_UPLOAD_BYTES} bytes.`);
  }
  const key = options.idempotencyKey ?? crypto.randomUUID();
  const isLarge = file.size > DIRECT_UPLOAD_BYTES;
  const send = isLarge ? sendPresigned : sendDirectly;
  const patience = { patienceSeconds: options.patienceSeconds ?? PATIENCE_SECONDS, signal: options.signal };
  const id = await withRetries(() => send(service, { file, kind, key, options }), patience);
  if (isLarge) await provenImage(service, id, patience);
  return { id, url: imageUrl(id, {}, { baseUrl: service.url }) };
}

/** One try of an upload. */
interface Sending {
  readonly file: Blob;
  readonly kind: ImageFormat;
  readonly key: string;
  readonly options: UploadOptions;
}

async function sendDirectly(service: Service, { file, kind, key, options }: Sending): Promise<string> {
  const headers = { "content-type": mediaType(kind), "idempotency-key": key, ...(await authorization(service)) };
  const answer = await sendGuarded(`${withoutSlash(service.url)}/upload`, headers, file, options);
  const id = /^\/images\/([0-9a-z]{26})$/.exec(answer.headers.get("location") ?? "")?.[1];
  if (id === undefined) throw new DarkroomError("answer-unexpected", "The service did not say where the picture is.");
  return id;
}

/** What `POST /upload` answers. */
interface Begun {
  readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function sendPresigned(service: Service, { file, kind, key, options }: Sending): Promise<string> {
  const announced = await ask(service, "/upload", {
    method: "POST",
    headers: { "idempotency-key": key },
    json: { contentType: mediaType(kind), sizeBytes: file.size },
    signal: options.signal,
  });
  const { id, url, headers } = (await announced.json()) as Begun;
  await sendGuarded(url, headers, file, options);
  return id;
}

async function sendGuarded(
  url: string,
  headers: Readonly<Record<string, string>>,
  file: Blob,
  { signal, onProgress }: UploadOptions,
): Promise<Response> {
  const guard = stallGuard(signal);
  const onSent = (sentBytes: number) => {
    guard.moved();
    onProgress?.({ sentBytes, totalBytes: file.size });
  };
  const send = async () => {
    const response = await sendFile({ method: "PUT", url, headers, file, onSent, signal: guard.signal });
    // S3 has it already: an earlier try got through, and its answer was lost.
    return response.status === 412 ? new Response() : response;
  };
  return answered(url, signal, send).finally(guard.stop);
}
