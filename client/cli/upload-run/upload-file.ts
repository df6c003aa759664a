import { randomUUID } from "node:crypto";
import { openAsBlob } from "node:fs";
import { open } from "node:fs/promises";
import { DarkroomError } from "../../darkroom-error.ts";
import { imageUrl } from "../../image-url.ts";
import { ask, type Service } from "../../service.ts";
import { type Uploaded, upload } from "../../upload.ts";
import type { Journal, JournalEntry } from "./journal.ts";
import type { PictureFile } from "./picture-files.ts";

/** How files are uploaded. */
export interface UploadFileOptions {
  readonly service: Service;
  readonly journal: Journal;
  /** Whether files that are there already are uploaded once more. */
  readonly isAgain: boolean;
  readonly patienceSeconds: number;
  readonly signal: AbortSignal;
  readonly onSent: (file: PictureFile, bytes: number) => void;
}

/** Thrown for a file that cannot be read; the message is the system's reason. */
export class FileUnreadable extends Error {}

/** An image, and whether this run has brought it. */
export type UploadedFile = Uploaded & { readonly isNew: boolean };

/**
 * Uploads a file unless an earlier run has; goes on under the same key where one was broken off.
 *
 * @throws DarkroomError, FileUnreadable, or the signal's reason
 */
export async function uploadFile(file: PictureFile, options: UploadFileOptions): Promise<UploadedFile> {
  const { service, journal, isAgain } = options;
  const entry = isAgain ? undefined : journal.entryOf(file);
  if (entry?.id !== undefined && (await isThere(options, entry.id))) {
    return { id: entry.id, url: imageUrl(entry.id, {}, { baseUrl: service.url }), isNew: false };
  }
  const key = entry !== undefined && entry.id === undefined ? entry.key : randomUUID();
  const picture = await readable(file);
  if (key !== entry?.key) await journal.begin(file, key);
  return send(file, picture, { key }, options);
}

async function send(
  file: PictureFile,
  picture: Blob,
  { key }: JournalEntry,
  options: UploadFileOptions,
): Promise<UploadedFile> {
  const { service, journal, signal, patienceSeconds, onSent } = options;
  try {
    const onProgress = ({ sentBytes }: { sentBytes: number }) => onSent(file, sentBytes);
    const uploaded = await upload(service, picture, { idempotencyKey: key, patienceSeconds, signal, onProgress });
    await journal.finish(file, { key, id: uploaded.id });
    return { ...uploaded, isNew: true };
  } catch (error) {
    if (isRefusal(error)) await journal.giveUp(file);
    if (error instanceof DOMException && error.name === "NotReadableError") {
      throw new FileUnreadable("it changed while it was read", { cause: error });
    }
    throw error;
  }
}

/** Whether the same bytes under the same key would be refused again. */
function isRefusal(error: unknown): boolean {
  return error instanceof DarkroomError && error.code !== "service-unreachable" && error.status !== 401;
}

/** What was uploaded once may have been deleted since, or be another user's. */
async function isThere({ service, signal }: UploadFileOptions, id: string): Promise<boolean> {
  try {
    await ask(service, `/images/${id}`, { signal });
    return true;
  } catch (error) {
    if (error instanceof DarkroomError && error.code === "image-not-found") return false;
    throw error;
  }
}

async function readable({ path }: PictureFile): Promise<Blob> {
  try {
    await (await open(path)).close();
    return await openAsBlob(path);
  } catch (cause) {
    throw new FileUnreadable((cause as NodeJS.ErrnoException).code ?? String(cause), { cause });
  }
}
