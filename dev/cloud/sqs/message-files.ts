import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "./message.ts";

/**
 * The messages of one queue on disk, a file each.
 *
 * Synchronous on purpose: memory and disk change in one step, so that no other request can see or undo half of it, and
 * what has been answered survives the death of the process (not of the power).
 */
export class MessageFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** What a former process left, oldest first. */
  load(): Message[] {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith(".json"));
    // Only `save` writes here, and a rename shows a file whole or not at all.
    const messages = names.map((name) => JSON.parse(readFileSync(join(this.#folder, name), "utf8")) as Message);
    return messages.sort((one, other) => one.sentAt - other.sentAt);
  }

  save(message: Message): void {
    const partial = join(this.#folder, `${message.id}.partial`);
    writeFileSync(partial, JSON.stringify(message));
    renameSync(partial, this.#path(message.id));
  }

  remove(id: string): void {
    rmSync(this.#path(id), { force: true });
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
