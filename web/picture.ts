import { thumbHashToDataURL } from "thumbhash";
import { imageUrl } from "../client/image-url.ts";
import { srcset } from "../client/srcset.ts";
import type { ImageData } from "../lib/image-data.ts";
import { ownAddress } from "./answered-address.ts";
import type { Configuration } from "./configuration.ts";
import { type Attributes, element } from "./element.ts";
import { pictureTitle } from "./picture-title.ts";

const TILE = { width: 400, height: 300, fit: "cover", gravity: "attention", defaults: false } as const;

/**
 * One of the gallery's pictures, its placeholder under it until it is there.
 *
 * @param image its thumbhash is `null` until the worker has seen it
 */
export function galleryPicture({ signedUrls }: Configuration, image: ImageData): HTMLImageElement {
  const { thumbhash } = image;
  const picture = element("img", {
    ...(signedUrls === "off" ? cutByService(image) : cutByPage(image)),
    // A title stands below it, and need not be heard twice.
    alt: image.title === null ? pictureTitle(image) : "",
    width: TILE.width,
    height: TILE.height,
    loading: "lazy",
    decoding: "async",
  });
  if (thumbhash !== null) picture.style.backgroundImage = `url("${placeholder(thumbhash)}")`;
  return picture;
}

function cutByService({ id }: ImageData): Attributes {
  return { src: imageUrl(id, TILE), srcset: srcset(id, TILE) };
}

/** Where strangers may not cut, the smallest rendition, which the service has signed; none while there is none. */
function cutByPage({ renditions }: ImageData): Attributes {
  const [smallest] = renditions.toSorted((one, other) => one.width - other.width);
  return smallest === undefined ? {} : { src: ownAddress(smallest.url) };
}

/** @param thumbhash in base64 */
function placeholder(thumbhash: string): string {
  return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
}
