import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DAY_SECONDS } from "../../../lib/limits.ts";
import { CommandFailure } from "../failure.ts";
import type { World } from "../world.ts";
import type { PictureFile } from "./picture-files.ts";

/** What is known of an upload that was begun. */
export interface JournalEntry {
  /** The Idempotency-Key under which it was sent. */
  readonly key: string;
  /** The image that it became. */
  readonly id?: string;
}

/** Remembers uploads beyond the end of the process, so that a broken run can go on where it was. */
export interface Journal {
  /** @returns `undefined` for a file that is new, has changed, or was begun so long ago that the service has forgotten */
  entryOf(file: PictureFile): JournalEntry | undefined;
  /** Notes a key before anything is sent under it. */
  begin(file: PictureFile, key: string): Promise<void>;
  finish(file: PictureFile, entry: Required<JournalEntry>): Promise<void>;
  /** Notes that a key has led to nothing and never will. */
  giveUp(file: PictureFile): Promise<void>;
}

/** Milliseconds for which a key is used again: half of the time that the service remembers it. */
const KEY_LIFE_MS = (DAY_SECONDS * 1000) / 2;

/** One line of the file: the last one about a file counts. */
interface Line extends Partial<JournalEntry> {
  readonly file: string;
  readonly at: number;
}

/**
 * Opens the journal of uploads to one service.
 *
 * @throws CommandFailure when its file cannot be read or written
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export async function openJournal({ environment, home }: World, serviceUrl: string): Promise<Journal> {
  const folder = join(environment.XDG_STATE_HOME || join(home, ".local", "state"), "darkroom");
  const path = join(folder, `uploads-${createHash("sha256").update(serviceUrl).digest("hex").slice(0, 16)}.jsonl`);
  const lines = new Map((await readLines(path)).map((line) => [line.file, line]));
  const write = async (file: PictureFile, entry: Partial<JournalEntry>) => {
    const line: Line = { file: nameOf(file), at: Date.now(), ...entry };
    lines.set(line.file, line);
    // The newline comes first: what a killed process left half written must not swallow this line too.
    await appendFile(path, `\n${JSON.stringify(line)}`, { mode: 0o600 }).catch(refuse(path));
  };
  return {
    entryOf(file) {
      const line = lines.get(nameOf(file));
      if (line?.key === undefined) return undefined;
      const isForgotten = line.id === undefined && Date.now() - line.at > KEY_LIFE_MS;
      return isForgotten ? undefined : { key: line.key, ...(line.id !== undefined && { id: line.id }) };
    },
    begin: (file, key) => write(file, { key }),
    finish: (file, entry) => write(file, entry),
    giveUp: (file) => write(file, {}),
  };
}

/** A file that has changed is another file. */
function nameOf({ absolutePath, sizeBytes, modifiedMs }: PictureFile): string {
  return `${absolutePath}\n${sizeBytes}\n${modifiedMs}`;
}

/** A line that was cut off by the end of the process is as if it had not been begun. */
async function readLines(path: string): Promise<Line[]> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(refuse(path));
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    return error.code === "ENOENT" ? "" : refuse(path)(error);
  });
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}

function refuse(path: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    throw new CommandFailure(
      `The journal ${path} cannot be kept (${cause.code}); XDG_STATE_HOME moves it.`,
      undefined,
      {
        cause,
      },
    );
  };
}
