import fc from "fast-check";

/** How many of each are under way at the same time, all about one image. */
export interface Cast {
  /** Whether all of it begins only when the upload is over; else most would find that there is nothing yet. */
  readonly isLater: boolean;
  /** Repetitions under one Idempotency-Key. */
  readonly uploads: number;
  /** Deliveries of one message. */
  readonly processings: number;
  readonly views: readonly string[];
  readonly deletions: number;
  /** Calls of the others after which these begin; at once, they would mostly be over before anything is written. */
  readonly deletedAfter: number;
  readonly forgettings: number;
  /** The call before which the first who comes to it stops until every deletion is over, e.g. `variants.put`. */
  readonly held: string;
  /** Whether whoever was held dies once it has made that call, before it can look. */
  readonly isKilled: boolean;
  /** Whether the upload's messages are delivered once more when all is over, as dead letters are that somebody redrives. */
  readonly isRedriven: boolean;
}

/** Calls between which and the next one a deletion does the most harm: every write, and the answer that fills the edge. */
export const HELD_CALLS: readonly string[] = [
  ...[
    "variants.put",
    "originals.put",
    "originals.putMezzanine",
    "images.noteRungs",
    "images.finish",
    "images.beginVariant",
  ],
  ...["images.claimMail", "images.create", "edge.fill"],
];

const freeCast: fc.Arbitrary<Cast> = fc.record({
  isLater: fc.constantFrom(true, true, true, false),
  uploads: fc.integer({ min: 1, max: 2 }),
  processings: fc.integer({ min: 0, max: 2 }),
  views: fc.array(fc.constantFrom("w-100.auto", "w-200.jpeg", "default.json"), { maxLength: 2 }),
  deletions: fc.integer({ min: 0, max: 2 }),
  deletedAfter: fc.integer({ min: 0, max: 40 }),
  forgettings: fc.integer({ min: 0, max: 1 }),
  held: fc.constantFrom("", ...HELD_CALLS),
  isKilled: fc.constantFrom(false, false, true),
  isRedriven: fc.boolean(),
});

/** A cast in which somebody comes to the call that is held, and somebody deletes meanwhile. */
function aimed(cast: Cast): Cast {
  const isUploading = cast.held === "originals.put" || cast.held === "images.create";
  const isViewing = ["variants.put", "images.beginVariant", "edge.fill"].includes(cast.held);
  return {
    ...cast,
    isLater: !isUploading,
    deletions: Math.max(1, cast.deletions),
    // Nobody else is to come to the end of the call before it is held.
    processings: isUploading || isViewing ? 0 : Math.max(1, cast.processings),
    views: isViewing && cast.views.length === 0 ? ["w-100.auto"] : cast.views,
  };
}

/** Most casts are aimed: left to chance, a deletion seldom comes just between a write and the look after it. */
export const anyCast: fc.Arbitrary<Cast> = fc.oneof(
  { weight: 2, arbitrary: freeCast.map(aimed) },
  { weight: 1, arbitrary: freeCast },
);

/** Nobody but one writer, who is held, and one who deletes. */
export function castAround(held: string, isKilled: boolean): Cast {
  const alone = { isLater: true, uploads: 1, processings: 0, views: [], deletions: 1, deletedAfter: 1_000 };
  return aimed({ ...alone, forgettings: 0, held, isKilled, isRedriven: true });
}

/** Several at the same thing, and nobody is held. */
export const CROWDED_CASTS: readonly (readonly [what: string, cast: Cast])[] = [
  ["repetitions of one upload", { ...castAround("", false), isLater: false, uploads: 2, processings: 0, deletions: 0 }],
  ["deliveries of one message", { ...castAround("", false), processings: 2, deletions: 0 }],
  ["deletions of one image", { ...castAround("", false), deletions: 2, deletedAfter: 0 }],
];

/** The transformer keeps mezzanines of a picture that its viewer wanted before the worker came; it may not remove them itself. */
export const MEZZANINE_VIEWER: Cast = { ...castAround("variants.put", false), held: "originals.putMezzanine" };
