/** Keys in the order in which S3 lists them: that of their UTF-8 bytes. */
export class KeyOrder {
  readonly #keys: string[];

  constructor(keys: Iterable<string>) {
    this.#keys = [...keys].sort(compareKeys);
  }

  add(key: string): void {
    const index = this.#indexOf(key);
    if (this.#keys[index] !== key) this.#keys.splice(index, 0, key);
  }

  remove(key: string): void {
    const index = this.#indexOf(key);
    if (this.#keys[index] === key) this.#keys.splice(index, 1);
  }

  /** The keys that begin with a prefix and do not come before `first`. */
  *startingWith(prefix: string, first: string): Generator<string> {
    const start = compareKeys(first, prefix) > 0 ? first : prefix;
    for (let index = this.#indexOf(start); index < this.#keys.length; index++) {
      const key = this.#keys[index]!;
      if (!key.startsWith(prefix)) return;
      yield key;
    }
  }

  /** Where a key is, or belongs. */
  #indexOf(key: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareKeys(this.#keys[middle]!, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Negative when the left key is listed first; JavaScript's own order differs beyond U+FFFF. */
export function compareKeys(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
