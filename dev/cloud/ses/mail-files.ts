import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Envelope } from "./envelope.ts";
import { parseMail, type ReceivedMail } from "./received-mail.ts";

/** Mails in a folder: an `.eml` each, which mail programs open, and its envelope beside it. */
export class MailFiles {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Keeps a mail; once this resolves, the mail survives the death of the process.
   *
   * @returns its message id
   */
  async save(raw: Uint8Array, envelope: Envelope): Promise<string> {
    const id = this.#nextId(envelope.sentAt);
    const path = join(this.#folder, id);
    await mkdir(this.#folder, { recursive: true });
    await writeFile(`${path}.json`, JSON.stringify(envelope));
    await writeFile(`${path}.partial`, raw);
    // Last: the mail is there when its `.eml` is, whole and with its envelope.
    await rename(`${path}.partial`, `${path}.eml`);
    return id;
  }

  /** All mails, oldest first. */
  async list(): Promise<ReceivedMail[]> {
    await mkdir(this.#folder, { recursive: true });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".eml")).sort();
    return Promise.all(names.map((name) => this.#read(name.slice(0, -".eml".length))));
  }

  async #read(id: string): Promise<ReceivedMail> {
    const path = join(this.#folder, id);
    // Only `save` writes here, and the envelope is whole before the `.eml` appears.
    const envelope = JSON.parse(await readFile(`${path}.json`, "utf8")) as Envelope;
    return parseMail(await readFile(`${path}.eml`), envelope);
  }

  /** Sorts by time; mails of one millisecond sort as they came. */
  #nextId(sentAt: string): string {
    this.#count += 1;
    const order = String(this.#count).padStart(6, "0");
    return `${sentAt.replace(/[^0-9]/g, "")}-${order}-${randomUUID()}`;
  }
}
