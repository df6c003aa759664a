import type { Defaults } from "./defaults.ts";
import type { Erasure } from "./erasure.ts";
import type { FocalPoint } from "./focal-point.ts";
import type { Language } from "./mail/language.ts";
import type { Problem } from "./problem.ts";

/** The kinds of pictures that are taken, SVG only where it is switched on. */
export const IMAGE_FORMATS = ["jpeg", "png", "webp", "avif", "gif", "tiff", "svg"] as const;

/** One of them. */
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** The media type of a kind of pictures, e.g. `image/jpeg`. */
export function mediaType(format: ImageFormat): string {
  return format === "svg" ? "image/svg+xml" : `image/${format}`;
}

/** Profiles that pictures usually have. */
export type ProfileName = "srgb" | "display-p3" | "adobe-rgb" | "rec2020" | "prophoto-rgb";

/** How the file that was uploaded says its colors. */
export interface ColorSpace {
  readonly model: "rgb" | "gray" | "cmyk" | "lab";
  /** Bits of a channel, e.g. `8`. */
  readonly bitDepth: number;
  /** `null` where there is no profile; never the text by which a profile calls itself, which may name somebody. */
  readonly profile: ProfileName | "other" | null;
}

/** When an animation shows what. */
export interface Timing {
  /** Milliseconds of each frame; a single number where all are the same. */
  readonly delays: readonly number[];
  /** How often it is shown; 0 for ever. */
  readonly loop: number;
}

/** What decoding a picture has proven; only then does it count as one. Sizes are px of the upright picture. */
export interface Proof {
  readonly format: ImageFormat;
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  /** Whether any pixel is less than opaque; an alpha channel alone says nothing. */
  readonly hasAlpha: boolean;
  /** Absent in records of before it was noted. */
  readonly colorSpace?: ColorSpace;
  /** Absent in stills, and in records of before it was noted. */
  readonly timing?: Timing;
  /** Whether it has colors that sRGB does not have, e.g. Display P3; absent where it has not. */
  readonly isWideGamut?: true;
  /** Whether the file carries Content Credentials (C2PA), which no variant can; absent where it does not. */
  readonly hasContentCredentials?: true;
}

/** A named variant as the worker made it: the one for clients that name neither AVIF nor WebP. */
export interface Rendition {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  readonly sizeBytes: number;
}

/** What the worker adds to a proven picture. */
export interface Findings {
  /** e.g. `#b4a58c` */
  readonly color: string;
  /** base64, e.g. `1QcSHQRnh493V4dIh4eXh1h4kJUI` */
  readonly thumbhash: string;
  /** What it is mostly colored in, the most frequent first, e.g. `["#b4a58c", "#20242b"]`; absent in records of before it was noted. */
  readonly palette?: readonly string[];
  readonly renditions: readonly Rendition[];
}

/** The mails that an image can cause; at most one of each is sent. */
export type MailKind = "upload-ready" | "upload-failed";

/**
 * The outbox of one mail; `sending` outlives its `at` only where the worker died in the midst of it. One that was
 * `withheld`, because its owner wanted none then, is never sent.
 */
export interface MailState {
  readonly status: "sending" | "sent" | "withheld";
  readonly at: number;
}

/** Why renditions are to be made again: other defaults were frozen, or variants were forgotten that may have been of old ones. */
export interface Remake {
  readonly because: "defaults" | "forgotten";
  /** RFC 3339 */
  readonly askedAt: string;
}

/** What the sweeper does about an image when its time comes. */
export type Chore = "process" | "expire" | "erase";

/** One image as the table has it. A tombstone has lost who listed it, its address, title, labels, defaults, proof, findings, rungs and mails. */
export interface ImageRecord {
  readonly id: string;
  /** 32 hex digits of SHA-256 over issuer and subject. */
  readonly owner: string;
  readonly createdAt: string;
  readonly state: "processing" | "ready" | "failed" | "deleted";
  readonly sizeBytes: number;
  /** Where mail about it goes; absent where the owner's address is not verified. */
  readonly email?: string;
  /** What that mail speaks; absent where the token said nothing of it. */
  readonly mailLanguage?: Language;
  /** What is to be seen, for `alt`. */
  readonly title?: string;
  /** Sorted; absent where there is none. */
  readonly labels?: readonly string[];
  /** Frozen at upload, and again when they are re-applied. */
  readonly defaults: Defaults;
  /** The point of the upright picture that every crop keeps unless a URL names another. */
  readonly focalPoint?: FocalPoint;
  /** Counts changes of what variants are made by; what was made under another one is not this image's any more. */
  readonly revision: number;
  /** Unsigned variants begun. */
  readonly variantCount: number;
  readonly proof?: Proof;
  readonly findings?: Findings;
  /** Renditions that the worker is to make again; absent once it has. */
  readonly remake?: Remake;
  /** Long edges in px of the mezzanines that there are, smallest first; absent until they are made. */
  readonly rungs?: readonly number[];
  /** Unix seconds until which somebody is at making them. */
  readonly rungsClaimedUntil?: number;
  readonly problem?: Problem;
  readonly mails?: { readonly [Kind in MailKind]?: MailState };
  readonly erasure?: Erasure;
}

/** A record whose picture is proven. */
export type ProvenImage = ImageRecord & { readonly proof: Proof };

/** Whether transformations of it can be answered: once proven, always, whatever became of its renditions. */
export function isProven(record: ImageRecord): record is ProvenImage {
  return record.proof !== undefined && record.state !== "deleted";
}
