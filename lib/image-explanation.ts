import type { Explanation } from "./url/explanation.ts";

/** How many bytes a picture will have, which only making it tells. */
export interface SizeEstimate {
  /** In two digits, e.g. `32000`. */
  readonly sizeBytes: number;
  /** What it goes by: the renditions of this very image, or what photographs usually have, which may be four times as much or a quarter. */
  readonly basis: "renditions" | "photographs";
}

/** What a picture would be answered with. */
export interface ExpectedAnswer {
  /**
   * That of the stored variant. Before it is made, under `fmt=auto`, the likely one: that a picture is a
   * drawing, or that another type comes out smaller, is found by making it.
   */
  readonly format: "avif" | "webp" | "jpeg" | "png" | "gif" | "json";
  /** px; `null` for data, and where only a look at the picture tells, which is after `trim`. */
  readonly width: number | null;
  readonly height: number | null;
  /** More than one where it moves; `null` for data. */
  readonly frames: number | null;
  /** Whether the variant bucket has it, so that nobody waits for it to be made. */
  readonly isStored: boolean;
  /** Bytes of the stored variant, exactly; `null` before it is made. */
  readonly sizeBytes: number | null;
  /** `null` where the size is known, and where nothing tells: for data, after `trim`, of SVGs and of most that moves. */
  readonly estimate: SizeEstimate | null;
}

/** What a request for a picture means, as its owner may know it: the frozen defaults and the picture's size are counted in. */
export interface ImageExplanation extends Explanation {
  /** `null` for what is refused. */
  readonly answer: ExpectedAnswer | null;
}
