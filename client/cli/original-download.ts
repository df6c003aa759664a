import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { answered } from "../service.ts";
import { stallGuard } from "../stall-guard.ts";
import { CommandFailure } from "./failure.ts";

/** A file on its way. */
export interface OriginalDownload {
  /** What the service calls it, e.g. `01jd3v7k2mq8x4n5p6r7s8t9va.jpeg`; a name alone, never a path. */
  readonly name: string | undefined;
  /** Ends with an error when nothing has come for a minute. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Begins to fetch what a link leads to.
 *
 * @param url that of `darkroom.download`
 * @throws DarkroomError
 */
export async function openDownload(url: string, signal: AbortSignal): Promise<OriginalDownload> {
  const guard = stallGuard(signal);
  const answer = await answered(url, signal, () => fetch(url, { signal: guard.signal })).catch((error: unknown) => {
    guard.stop();
    throw error;
  });
  const name = /filename="(\w+\.\w+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  return { name, bytes: watched(answer, guard.moved, guard.stop) };
}

async function* watched(answer: Response, moved: () => void, stop: () => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer.body ?? []) {
      moved();
      yield chunk;
    }
  } finally {
    stop();
  }
}

/**
 * Keeps a download in a file, which is never there by halves.
 *
 * @throws CommandFailure when it breaks off, or the file cannot be written; the signal's reason
 */
export async function keepDownload({ bytes }: OriginalDownload, file: string, signal: AbortSignal): Promise<void> {
  const draft = `${file}.part`;
  try {
    await pipeline(bytes, createWriteStream(draft));
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    signal.throwIfAborted();
    const code = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    throw new CommandFailure(`${file} could not be written to its end${code}.`, undefined, { cause });
  }
}
