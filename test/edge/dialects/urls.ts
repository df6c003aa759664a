import type { Dialect } from "../../../lib/url/dialects/dialects.ts";
import { IMAGE_ID } from "../image-id.ts";
import { CLOUDFLARE_URLS } from "./cloudflare-urls.ts";
import { CLOUDINARY_URLS } from "./cloudinary-urls.ts";
import { IMGIX_URLS } from "./imgix-urls.ts";
import { IPX_URLS } from "./ipx-urls.ts";
import { THUMBOR_URLS } from "./thumbor-urls.ts";

/** A URL of another system, and what must become of it. */
export interface ForeignUrl {
  readonly dialect: Dialect;
  /** e.g. `/imgix/01jd3v…?w=300` */
  readonly url: string;
  /** The variant's name for a client that takes neither AVIF nor WebP, e.g. `w-300.auto`. */
  readonly name: string;
}

const TABLES: readonly (readonly [Dialect, string, readonly (readonly [string, string])[]])[] = [
  ["imgix", "/imgix/ID?", IMGIX_URLS],
  ["cloudflare", "/cdn-cgi/image/", CLOUDFLARE_URLS],
  ["cloudinary", "", CLOUDINARY_URLS],
  ["thumbor", "/unsafe/", THUMBOR_URLS],
  ["ipx", "/_ipx/", IPX_URLS],
];

export const FOREIGN_URLS: readonly ForeignUrl[] = TABLES.flatMap(([dialect, front, urls]) =>
  urls.map(([rest, name]) => ({ dialect, name, url: (front + rest).replace("ID", IMAGE_ID) })),
);
