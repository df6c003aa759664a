import { thumbHashToDataURL } from "thumbhash";
import { imageUrl } from "../client/image-url.ts";
import { srcset } from "../client/srcset.ts";
import type { ImageData } from "../lib/image-data.ts";
import { timeText } from "./amounts.ts";
import { element } from "./element.ts";

/**
 * One of the gallery's pictures, its placeholder under it until it is there.
 *
 * @param image its thumbhash is `null` until the worker has seen it
 */
export function galleryPicture({ id, thumbhash, createdAt }: ImageData): HTMLImageElement {
  const tile = { width: 400, height: 300, fit: "cover", gravity: "attention", defaults: false } as const;
  const picture = element("img", {
    src: imageUrl(id, tile),
    srcset: srcset(id, tile),
    alt: `Picture of ${timeText(createdAt)}`,
    width: tile.width,
    height: tile.height,
    loading: "lazy",
    decoding: "async",
  });
  if (thumbhash !== null) picture.style.backgroundImage = `url("${placeholder(thumbhash)}")`;
  return picture;
}

/** @param thumbhash in base64 */
function placeholder(thumbhash: string): string {
  return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
}
