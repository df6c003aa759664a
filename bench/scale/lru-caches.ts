import { NumberTable } from "./number-table.ts";

/** What each of a tier's caches holds, and for how long. */
export interface CacheLimits {
  readonly bytes: number;
  /** Seconds after which what nobody asked for has made room for the other customers of a shared cache. */
  readonly idleSeconds: number;
  /** Seconds for which an answer is fresh. */
  readonly freshSeconds: number;
}

const NONE = -1;
const FIRST_CAPACITY = 1 << 12;

/** A tier of caches that know nothing of each other: each forgets first what was asked for longest ago. */
export class LruCaches {
  readonly #count: number;
  readonly #limits: CacheLimits;
  readonly #table = new NumberTable();
  /** The most and the least recently asked entry of each cache, and the bytes it holds. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #held: Float64Array;
  #before = new Int32Array(FIRST_CAPACITY);
  #after = new Int32Array(FIRST_CAPACITY);
  /** Of each entry: its bytes, 0 where it is not held; when it was last asked for and when it was stored, in seconds. */
  #bytes = new Float64Array(FIRST_CAPACITY);
  #askedAt = new Float64Array(FIRST_CAPACITY);
  #storedAt = new Float64Array(FIRST_CAPACITY);

  constructor(count: number, limits: CacheLimits) {
    this.#count = count;
    this.#limits = limits;
    this.#first = new Int32Array(count).fill(NONE);
    this.#last = new Int32Array(count).fill(NONE);
    this.#held = new Float64Array(count);
  }

  /**
   * Asks one of the caches, which holds the object afterwards in any case.
   *
   * @param cache 0 up to the tier's count
   * @param bytes of the object; one that is larger than the whole cache is not held
   * @param now seconds, never less than the time before
   * @returns whether it was there
   */
  ask(cache: number, object: number, bytes: number, now: number): boolean {
    const entry = this.#table.placeOf(object * this.#count + cache);
    if (entry >= this.#bytes.length) this.#grow();
    const isHeld = this.#bytes[entry]! > 0;
    const isHit =
      isHeld &&
      now - this.#askedAt[entry]! <= this.#limits.idleSeconds &&
      now - this.#storedAt[entry]! <= this.#limits.freshSeconds;
    if (isHeld) this.#unlink(cache, entry);
    if (!isHit) this.#storedAt[entry] = now;
    this.#askedAt[entry] = now;
    if (bytes <= this.#limits.bytes) {
      this.#makeRoom(cache, bytes, now);
      this.#link(cache, entry, bytes);
    }
    return isHit;
  }

  /** What is idle goes too, so that it takes no room from what is not. */
  #makeRoom(cache: number, bytes: number, now: number): void {
    for (;;) {
      const last = this.#last[cache]!;
      if (last === NONE) return;
      const isIdle = now - this.#askedAt[last]! > this.#limits.idleSeconds;
      if (!isIdle && this.#held[cache]! + bytes <= this.#limits.bytes) return;
      this.#unlink(cache, last);
    }
  }

  #link(cache: number, entry: number, bytes: number): void {
    const first = this.#first[cache]!;
    this.#before[entry] = NONE;
    this.#after[entry] = first;
    if (first === NONE) this.#last[cache] = entry;
    else this.#before[first] = entry;
    this.#first[cache] = entry;
    this.#bytes[entry] = bytes;
    this.#held[cache] = this.#held[cache]! + bytes;
  }

  #unlink(cache: number, entry: number): void {
    const [before, after] = [this.#before[entry]!, this.#after[entry]!];
    if (before === NONE) this.#first[cache] = after;
    else this.#after[before] = after;
    if (after === NONE) this.#last[cache] = before;
    else this.#before[after] = before;
    this.#held[cache] = this.#held[cache]! - this.#bytes[entry]!;
    this.#bytes[entry] = 0;
  }

  #grow(): void {
    const capacity = this.#bytes.length * 2;
    this.#before = widenedIntegers(this.#before, capacity);
    this.#after = widenedIntegers(this.#after, capacity);
    this.#bytes = widened(this.#bytes, capacity);
    this.#askedAt = widened(this.#askedAt, capacity);
    this.#storedAt = widened(this.#storedAt, capacity);
  }
}

function widened(numbers: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(capacity);
  wider.set(numbers);
  return wider;
}

function widenedIntegers(numbers: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(capacity);
  wider.set(numbers);
  return wider;
}
