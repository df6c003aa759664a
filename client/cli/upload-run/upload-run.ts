import { DarkroomError } from "../../darkroom-error.ts";
import { inLanes } from "../../lanes.ts";
import { EXIT_CODES, exitCodeOf } from "../failure.ts";
import type { PictureFile, UnreadablePath } from "./picture-files.ts";
import { FileUnreadable, type UploadedFile, type UploadFileOptions, uploadFile } from "./upload-file.ts";

/** What became of one path: an image, or a problem. */
export type Outcome = { readonly path: string } & (
  | UploadedFile
  | { readonly problem: { readonly code: string; readonly detail: string } }
);

/** How a run goes. */
export interface RunOptions extends UploadFileOptions {
  /** How many files at a time. */
  readonly lanes: number;
  readonly onBegun: (file: PictureFile) => void;
  readonly onOutcome: (outcome: Outcome) => void;
}

/**
 * Uploads files, and tells what became of each, once.
 *
 * A service that is gone, or that does not know the user any more, ends the run: no other file would fare better.
 *
 * @returns why the run ended early, `undefined` when every file has had its turn
 */
export async function uploadAll(
  files: readonly (PictureFile | UnreadablePath)[],
  options: RunOptions,
): Promise<unknown> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  await inLanes(files, options.lanes, async (file) => {
    const outcome = await outcomeOf(file, { ...options, signal }, (error) => stop.abort(error));
    options.onOutcome({ path: file.path, ...outcome });
  });
  return signal.aborted ? signal.reason : undefined;
}

type Fate = UploadedFile | { readonly problem: { readonly code: string; readonly detail: string } };

async function outcomeOf(
  file: PictureFile | UnreadablePath,
  options: RunOptions,
  stop: (error: unknown) => void,
): Promise<Fate> {
  if ("reason" in file) return unreadable(file.reason);
  if (options.signal.aborted) return NOT_TRIED;
  options.onBegun(file);
  try {
    return await uploadFile(file, options);
  } catch (error) {
    if (error instanceof FileUnreadable) return unreadable(error.message);
    if (options.signal.aborted) return NOT_TRIED;
    if (error instanceof DarkroomError && exitCodeOf(error) === EXIT_CODES.failed) {
      return { problem: { code: error.code, detail: error.message } };
    }
    stop(error);
    return error instanceof DarkroomError ? { problem: { code: error.code, detail: error.message } } : NOT_TRIED;
  }
}

function unreadable(reason: string): Fate {
  return { problem: { code: "file-unreadable", detail: `The file cannot be read: ${reason}.` } };
}

const NOT_TRIED: Fate = {
  problem: { code: "not-uploaded", detail: "The run ended before; the same command goes on with it." },
};
