import type { FocalPoint } from "./focal-point.ts";
import type { ImageFormat, ImageRecord, Rendition } from "./image-record.ts";
import type { Problem } from "./problem.ts";
import type { PictureUrls } from "./url/image-url.ts";
import type { Transform } from "./url/parameters.ts";

/** An image as the API shows it to its owner; what is not known yet is `null`. */
export interface ImageData {
  readonly id: string;
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly format: ImageFormat | null;
  readonly sizeBytes: number;
  readonly state: "processing" | "ready" | "failed";
  readonly problem?: Problem;
  readonly createdAt: string;
  readonly thumbhash: string | null;
  readonly color: string | null;
  readonly focalPoint: FocalPoint | null;
  /** What is to be seen, for `alt`. */
  readonly title: string | null;
  readonly labels: readonly string[];
  readonly renditions: readonly RenditionData[];
}

/** A rendition with the URL under which anybody can ask for it. */
export interface RenditionData {
  readonly name: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  readonly sizeBytes: number;
}

/** An image as its owner sees it, under URLs that anybody is answered. */
export function imageData(record: ImageRecord, urls: PictureUrls): ImageData {
  const urlOf = (transform: Transform) => urls.publicUrl + urls.pathOf(record.id, transform);
  return {
    id: record.id,
    url: urlOf({}),
    ...knownOf(record),
    renditions: renditionsOf(record).map((each) => ({ ...each, url: urlOf({ rendition: each.name }) })),
  };
}

/** What there is to know of an image, its URLs aside. */
export function knownOf({
  proof,
  findings,
  problem,
  ...record
}: ImageRecord): Omit<ImageData, "id" | "url" | "renditions"> {
  return {
    width: proof?.width ?? null,
    height: proof?.height ?? null,
    format: proof?.format ?? null,
    sizeBytes: record.sizeBytes,
    state: shownState(record),
    ...(problem && { problem }),
    createdAt: record.createdAt,
    thumbhash: findings?.thumbhash ?? null,
    color: findings?.color ?? null,
    focalPoint: record.focalPoint ?? null,
    title: record.title ?? null,
    labels: record.labels ?? [],
  };
}

/** Renditions as they are now: those that were made by other defaults may have gone by name and size. */
export function renditionsOf(record: Pick<ImageRecord, "remake" | "findings">): readonly Rendition[] {
  return isOfOtherDefaults(record) ? [] : (record.findings?.renditions ?? []);
}

function shownState(record: Pick<ImageRecord, "state" | "remake">): ImageData["state"] {
  if (record.state === "deleted") return "failed";
  return record.state === "ready" && isOfOtherDefaults(record) ? "processing" : record.state;
}

/** Whether what was found belongs to defaults that were replaced since. */
function isOfOtherDefaults({ remake }: Pick<ImageRecord, "remake">): boolean {
  return remake?.because === "defaults";
}
