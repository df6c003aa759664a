import { NumberTable } from "./number-table.ts";

/** The bucket that keeps what was made, for a number of days from then on. */
export class VariantBucket {
  readonly #lifeSeconds: number;
  readonly #table = new NumberTable();
  readonly #imageOf: number[] = [];
  readonly #storedAt: number[] = [];
  readonly #objects: number[] = [];
  readonly #bytes: number[] = [];
  readonly #deleted = new Set<number>();

  /** @param lifeSeconds 0 for a bucket that keeps nothing */
  constructor(lifeSeconds: number) {
    this.#lifeSeconds = lifeSeconds;
  }

  /** Whether an object was ever put, and be it gone since. */
  knows(object: number): boolean {
    return this.#storedAt[this.#table.placeOf(object)] !== undefined;
  }

  /** Whether it has an object; one whose time is over is gone. */
  has(object: number, now: number): boolean {
    return this.#isThere(this.#table.placeOf(object), now);
  }

  /** @param stands how many objects it stands for, and the bytes of all of them */
  put(image: number, object: number, stands: { weight: number; bytes: number }, now: number): void {
    const place = this.#table.placeOf(object);
    this.#imageOf[place] = image;
    this.#storedAt[place] = now;
    this.#objects[place] = stands.weight;
    this.#bytes[place] = stands.bytes;
  }

  /** Removes all objects of an image that was deleted. */
  removeAll(image: number): void {
    this.#deleted.add(image);
  }

  /** What there is at a time. */
  contents(now: number): { readonly objects: number; readonly bytes: number } {
    let objects = 0;
    let bytes = 0;
    for (let place = 0; place < this.#table.size; place++) {
      if (!this.#isThere(place, now)) continue;
      objects += this.#objects[place]!;
      bytes += this.#bytes[place]!;
    }
    return { objects, bytes };
  }

  #isThere(place: number, now: number): boolean {
    const storedAt = this.#storedAt[place];
    if (storedAt === undefined || now - storedAt >= this.#lifeSeconds) return false;
    return !this.#deleted.has(this.#imageOf[place]!);
  }
}
