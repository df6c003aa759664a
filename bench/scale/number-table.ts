const EMPTY = -1;

/**
 * Numbers given places, 0, 1, 2 …, as they come; a Map of millions of numbers takes several times the memory.
 */
export class NumberTable {
  #keys = new Float64Array(1 << 12).fill(EMPTY);
  #places = new Uint32Array(1 << 12);
  #size = 0;

  /** How many numbers have a place. */
  get size(): number {
    return this.#size;
  }

  /** The place of a number; a new one gets the next, which is then the old {@link size}. */
  placeOf(key: number): number {
    if (this.#size * 2 > this.#keys.length) this.#grow();
    const cell = this.#cellOf(key);
    if (this.#keys[cell] === EMPTY) {
      this.#keys[cell] = key;
      this.#places[cell] = this.#size++;
    }
    return this.#places[cell]!;
  }

  #cellOf(key: number): number {
    const mask = this.#keys.length - 1;
    // Both halves of a number that may have 53 bits, mixed as in MurmurHash3's finalizer.
    let hash = ((key % 2 ** 32) | 0) ^ Math.imul((key / 2 ** 32) | 0, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    let cell = (hash ^ (hash >>> 16)) & mask;
    while (this.#keys[cell] !== EMPTY && this.#keys[cell] !== key) cell = (cell + 1) & mask;
    return cell;
  }

  #grow(): void {
    const [keys, places] = [this.#keys, this.#places];
    this.#keys = new Float64Array(keys.length * 2).fill(EMPTY);
    this.#places = new Uint32Array(keys.length * 2);
    for (let old = 0; old < keys.length; old++) {
      if (keys[old] === EMPTY) continue;
      const cell = this.#cellOf(keys[old]!);
      this.#keys[cell] = keys[old]!;
      this.#places[cell] = places[old]!;
    }
  }
}
