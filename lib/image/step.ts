import type { Sharp } from "sharp";
import type { Geometry, Size } from "../geometry.ts";
import type { Proof } from "../image-record.ts";
import type { Transform } from "../url/parameters.ts";
import type { Extension } from "../url/variant-key.ts";
import type { OutputType } from "./output-type.ts";

/** What every step is told of one rendering. */
export interface Rendering {
  readonly proof: Proof;
  readonly transform: Transform;
  readonly geometry: Geometry;
  /** The asked type, or the class of clients that the type is to be chosen for. */
  readonly extension: Exclude<Extension, "json">;
  /** The type that the answer usually has; others of its class may turn out to be smaller or crisper. */
  readonly type: OutputType;
  /** Bytes that the answer is not to be larger than: those of the original, where its client could have shown that. */
  readonly mostBytes: number;
  /** Frames of the answer; 1 for a still. */
  readonly pages: number;
  /** Whether colors and profile stay those of the original; else the answer is sRGB. */
  readonly isWideGamut: boolean;
  /** Whether it is made from an original of 16 bits a channel, and has as many itself until it has its size. */
  readonly isDeep: boolean;
  /** Whether the answer is written without loss. */
  readonly isExact: boolean;
  /** The long edge in px of the mezzanine that it is made from, `undefined` for the original. */
  readonly rung: number | undefined;
  /** The same of what a smart crop looks at. */
  readonly fixedRung: number | undefined;
  /** The size in px at which an SVG is drawn first. */
  readonly drawn?: Size;
  /** Where a smart crop belongs, once that is found: the shares of the room that are left out at the left and above. */
  readonly focus?: readonly [number, number];
  /** The mark that the transform names, once it is found and read. */
  readonly mark?: Mark;
}

/** A picture that is laid over another: what it is made from, and how. */
export interface Mark {
  readonly bytes: Uint8Array;
  readonly rendering: Rendering;
}

/** Takes the picture and hands it back, changed or not. */
export type Step = (image: Sharp, rendering: Rendering) => Sharp | Promise<Sharp>;
