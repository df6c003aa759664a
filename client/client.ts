/** What `darkroom/client` offers: URLs of pictures for pages, and a service for those who upload. */
export type { Defaults } from "../lib/defaults.ts";
export type { ErasureReceipt } from "../lib/erasure.ts";
export type { ImageChanges } from "../lib/image-changes.ts";
export type { ImageData } from "../lib/image-data.ts";
export type { ImageExplanation } from "../lib/image-explanation.ts";
export type { Notifications } from "../lib/notifications.ts";
export type { Transform } from "../lib/url/parameters.ts";
export type { UserData } from "../lib/user-data.ts";
export { connect, type Darkroom, type Download, type ImagePage, type PageOptions } from "./connect.ts";
export { DarkroomError } from "./darkroom-error.ts";
export { type ImageParameters, imageUrl, type UrlOptions } from "./image-url.ts";
export { type PictureParameters, type PictureSource, type PictureSources, pictureSources } from "./picture-sources.ts";
export type { Service } from "./service.ts";
export { type SrcsetParameters, srcset } from "./srcset.ts";
export type { FluidSizes } from "./srcset-offers.ts";
export type { Uploaded, UploadOptions, UploadProgress } from "./upload.ts";
