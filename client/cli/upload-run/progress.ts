import { basename } from "node:path";
import { createLogUpdate } from "log-update";
import type { Output } from "../world.ts";
import type { PictureFile } from "./picture-files.ts";

/** Shows how far an upload has come: a bar for each file on its way, and one for all. */
export interface Progress {
  begin(file: PictureFile): void;
  sent(file: PictureFile, bytes: number): void;
  /** A file is over, for better or worse; what `write` says stands above the bars. */
  settle(path: string, write: () => void): void;
  end(): void;
}

/** Milliseconds between two pictures of the bars: fast enough to be smooth, slow enough for a terminal far away. */
const FRAME_MS = 100;

const BAR_WIDTH = 24;
const NAME_WIDTH = 28;

/** Progress where nobody watches. */
const SILENT: Progress = { begin() {}, sent() {}, settle: (_path, write) => write(), end() {} };

/**
 * Draws bars on a terminal; into a pipe or a file, nothing.
 *
 * @param files all that will be sent
 */
export function showProgress(output: Output, files: readonly PictureFile[]): Progress {
  if (output.isTTY !== true || files.length === 0) return SILENT;
  const sentBytes = new Map<PictureFile, number>();
  let done = 0;
  let doneBytes = 0;
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const screen = createLogUpdate(output as NodeJS.WriteStream);
  const draw = () => {
    const flying = [...sentBytes].map(([file, sent]) => `${nameOf(file)} ${bar(sent, file.sizeBytes)}`);
    const sent = [...sentBytes.values()].reduce((sum, bytes) => sum + bytes, doneBytes);
    const all = `${"all".padEnd(NAME_WIDTH)} ${bar(sent, totalBytes)}`;
    screen(
      [...flying, `${all}  ${done} of ${files.length} files, ${megabytes(sent)} of ${megabytes(totalBytes)} MB`].join(
        "\n",
      ),
    );
  };
  const timer = setInterval(draw, FRAME_MS);
  return {
    begin: (file) => void sentBytes.set(file, 0),
    sent: (file, bytes) => void sentBytes.set(file, bytes),
    settle(path, write) {
      const file = files.find((each) => each.path === path);
      if (file !== undefined) {
        sentBytes.delete(file);
        done++;
        doneBytes += file.sizeBytes;
      }
      screen.clear();
      write();
      draw();
    },
    end() {
      clearInterval(timer);
      draw();
      screen.done();
    },
  };
}

/**
 * A bar of 24 characters and the percentage.
 *
 * @returns e.g. `[############············]  50 %`
 */
export function bar(part: number, whole: number): string {
  const fraction = whole === 0 ? 1 : Math.min(part / whole, 1);
  const filled = Math.floor(fraction * BAR_WIDTH);
  const percent = `${Math.floor(fraction * 100)}`.padStart(3);
  return `[${"#".repeat(filled)}${"·".repeat(BAR_WIDTH - filled)}] ${percent} %`;
}

function nameOf({ path }: PictureFile): string {
  const name = basename(path);
  return (name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 1)}…` : name).padEnd(NAME_WIDTH);
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
