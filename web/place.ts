import { type QueryParameters, readImageSource } from "../client/image-source.ts";
import { type GallerySearch, readSearchQuery } from "./gallery/gallery-search.ts";

/** Where somebody is in the playground. */
export type Place =
  | { readonly name: "gallery"; readonly search: GallerySearch }
  | { readonly name: "defaults" }
  | { readonly name: "image"; readonly id: string; readonly parameters: QueryParameters }
  | { readonly name: "receipt"; readonly id: string };

/**
 * Reads the part of an address behind `#`; what is no place is the gallery.
 *
 * @param hash e.g. `#/images/01jd3v…?w=640`, `#/receipts/01jd3v…`, `#/defaults`, `#/?label=sea`
 */
export function readPlace(hash: string): Place {
  const path = hash.replace(/^#/, "");
  if (path === "/defaults") return { name: "defaults" };
  const receiptOf = /^\/receipts\/([0-9a-z]{26})$/.exec(path)?.[1];
  if (receiptOf !== undefined) return { name: "receipt", id: receiptOf };
  const source = path.startsWith("/images/") ? readImageSource(path) : undefined;
  if (source !== undefined) return { name: "image", id: source.id, parameters: source.parameters };
  return { name: "gallery", search: readSearchQuery(/^\/\?(.*)$/.exec(path)?.[1] ?? "") };
}
