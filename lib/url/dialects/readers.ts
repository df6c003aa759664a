import { readCloudflare } from "./cloudflare.ts";
import { readCloudinary } from "./cloudinary.ts";
import type { Dialect } from "./dialects.ts";
import type { ReadForeign } from "./foreign-url.ts";
import { readImgix } from "./imgix.ts";
import { readIpx } from "./ipx.ts";
import { readThumbor } from "./thumbor.ts";

/** What reads each system's URLs, for whoever has room for all of them; at the edge every system has a function of its own. */
export const FOREIGN_READERS: Readonly<Record<Dialect, ReadForeign>> = {
  imgix: readImgix,
  cloudflare: readCloudflare,
  cloudinary: readCloudinary,
  thumbor: readThumbor,
  ipx: readIpx,
};
