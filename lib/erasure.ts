/** The first pass follows the mark, the second the longest life of any writer. */
export type ErasurePass = 1 | 2;

/** What is counted apart in a receipt. */
export type ErasedKind = "originals" | "variants" | "marked";

/** A URL that was asked for again once everything was removed. */
export interface AskedAgain {
  readonly url: string;
  readonly accept: string;
  /** e.g. `edge IAD89-P2`, as far as the answer says. */
  readonly where: string;
  /** `null` where nobody answered. */
  readonly status: number | null;
  readonly at: string;
}

/** What a deletion has done. */
export interface Erasure {
  readonly deletedAt: string;
  /** Versions of originals, mezzanines and what came in. */
  readonly originals: number;
  readonly variants: number;
  /** Variants of other images that carried it as their mark. */
  readonly marked: number;
  /** When the first pass was done; the second takes on what is left of one that was not. */
  readonly removedAt?: string;
  /** Up to which key each pass has counted: a key is counted once, whoever counts it again. */
  readonly upTo?: { readonly [Cursor in `${ErasedKind}${ErasurePass}`]?: string };
  /** Keys of some variants that were removed, to be asked for again. */
  readonly samples?: readonly string[];
  readonly asked?: readonly AskedAgain[];
  /** When the second pass was done, after which no writer can be left. */
  readonly completedAt?: string;
}

/** A deletion as its owner sees it. */
export interface ErasureReceipt {
  readonly id: string;
  /** `removing` until the second pass is done. */
  readonly state: "removing" | "complete";
  readonly deletedAt: string;
  readonly completedAt: string | null;
  readonly removed: { readonly originals: number; readonly variants: number };
  readonly asked: readonly AskedAgain[];
  /** What a deletion cannot reach, as sentences. */
  readonly outOfReach: readonly string[];
}

/** Asks for a picture as anybody would. */
export interface Viewer {
  /** @param path e.g. `/images/01jd3v…/transformation?w=640` */
  ask(path: string, accept: string): Promise<AskedAgain>;
}
