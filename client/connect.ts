import { type Defaults, defaultsJson, parseDefaults } from "../lib/defaults.ts";
import type { ErasureReceipt } from "../lib/erasure.ts";
import type { ImageChanges } from "../lib/image-changes.ts";
import type { ImageData } from "../lib/image-data.ts";
import type { ImageExplanation } from "../lib/image-explanation.ts";
import type { Notifications } from "../lib/notifications.ts";
import type { UserData } from "../lib/user-data.ts";
import { DarkroomError } from "./darkroom-error.ts";
import { BROWSERS_ACCEPT, readPictureUrl } from "./explanation.ts";
import { ask, type Service } from "./service.ts";
import { signedByService } from "./service-signature.ts";
import { type Uploaded, type UploadOptions, upload } from "./upload.ts";

/** One page of one's images, newest first. */
export interface ImagePage {
  readonly images: readonly ImageData[];
  /** Where the next page begins, `null` on the last. */
  readonly next: string | null;
}

/** Which page is asked for, and of which images. */
export interface PageOptions {
  /** 1 to 100; 50 when absent. */
  readonly limit?: number;
  /** The `next` of an earlier page. */
  readonly cursor?: string;
  /** Only images with this label. */
  readonly label?: string;
  /** Only images with each of these words in the title, or as a label; a page may then be short and have a next one. */
  readonly words?: string;
}

/** A link that downloads an original for a while. */
export interface Download {
  readonly url: string;
  /** RFC 3339 */
  readonly expiresAt: string;
}

/** A service as its user can use it. Every method throws `DarkroomError` for what did not work. */
export interface Darkroom {
  /** Uploads a picture, and waits until it can be asked for. */
  upload(file: Blob, options?: UploadOptions): Promise<Uploaded>;
  image(id: string): Promise<ImageData>;
  images(page?: PageOptions): Promise<ImagePage>;
  /**
   * What the URL of one of one's pictures means, and what it would be answered with.
   *
   * @param url e.g. `/images/01jd3v…/transformation?w=641`
   * @param accept that of whoever asks; a browser's when absent
   */
  explain(url: string, accept?: string): Promise<ImageExplanation>;
  /** A picture's URL as `imageUrl` writes it, made good by the service's own key, at exactly its size. */
  sign(url: string): Promise<string>;
  /**
   * Says what a picture shows, and what every crop of it keeps unless its URL says otherwise.
   *
   * @param changes what is left out stays, `null` and no labels clear, e.g. `{ title: "Sunset", focalPoint: [30, 70] }`
   */
  change(id: string, changes: ImageChanges): Promise<ImageData>;
  /** A link to the original, as it was uploaded, that needs no token. */
  download(id: string): Promise<Download>;
  /** Removes a picture and everything that was made of it; again does no harm. */
  remove(id: string): Promise<void>;
  /** What a deletion has done so far; it is complete some five minutes later. */
  erasure(id: string): Promise<ErasureReceipt>;
  /** What one has, and may have. */
  user(): Promise<UserData>;
  /** What one's next uploads are made with. */
  readonly defaults: {
    get(): Promise<Defaults>;
    /** Replaces all of them; of the mail's three renditions, one that is left out is the service's own. */
    set(defaults: Partial<Defaults>): Promise<Defaults>;
    /** Goes back to the service's. */
    reset(): Promise<Defaults>;
    /** Freezes those of now into a picture of before; its renditions come within seconds. */
    reapply(id: string): Promise<void>;
  };
  /** Has a mail follow each upload, or none; `user` tells which it is. */
  notify(notifications: Notifications): Promise<Notifications>;
}

/**
 * A service, and who uses it.
 *
 * @example
 * ```ts
 * import { connect } from "darkroom/client";
 *
 * const darkroom = connect({ url: "http://127.0.0.1:8787", token });
 * const { id, url } = await darkroom.upload(file, { onProgress: ({ sentBytes }) => console.debug(sentBytes) });
 * (await fetch(`${url}?w=320`)).status; // → 200
 * (await darkroom.images({ limit: 1 })).images[0]?.id === id; // → true
 * await darkroom.defaults.set({ transform: { quality: 60 }, renditions: { hero: { width: 2000 } } });
 * (await darkroom.defaults.get()).renditions.hero; // → { width: 2000 }
 * await darkroom.remove(id);
 * (await darkroom.erasure(id)).removed.originals > 0; // → true
 * ```
 */
export function connect(service: Service): Darkroom {
  return {
    upload: (file, options) => upload(service, file, options),
    image: (id) => json<ImageData>(ask(service, `/images/${id}`)),
    images: (page = {}) => json<ImagePage>(ask(service, `/images${pageQuery(page)}`)),
    sign: (url) => signedByService(service, url),
    change: (id, changes) => json<ImageData>(ask(service, `/images/${id}`, { method: "PATCH", json: changes })),
    download: (id) => json<Download>(ask(service, `/images/${id}/download`, { method: "POST" })),
    async remove(id) {
      await ask(service, `/images/${id}`, { method: "DELETE" });
    },
    async explain(url, accept = BROWSERS_ACCEPT) {
      const { id, rawQuery } = readPictureUrl(url);
      return json<ImageExplanation>(ask(service, `/images/${id}/explain?${rawQuery}`, { headers: { accept } }));
    },
    erasure: (id) => json<ErasureReceipt>(ask(service, `/images/${id}/erasure`)),
    user: () => json<UserData>(ask(service, "/users/me")),
    defaults: {
      get: () => readDefaults(ask(service, DEFAULTS)),
      set: (defaults) =>
        readDefaults(ask(service, DEFAULTS, { method: "PUT", json: defaultsJson({ ...NONE, ...defaults }) })),
      reset: () => readDefaults(ask(service, DEFAULTS, { method: "DELETE" })),
      async reapply(id) {
        await ask(service, `/images/${id}/defaults`, { method: "POST" });
      },
    },
    notify: (notifications) =>
      json<Notifications>(ask(service, "/users/me/notifications", { method: "PUT", json: notifications })),
  };
}

const DEFAULTS = "/users/me/defaults";
const NONE: Defaults = { transform: {}, renditions: {} };

async function json<T>(answer: Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}

async function readDefaults(answer: Promise<Response>): Promise<Defaults> {
  const parsed = await parseDefaults(await json<unknown>(answer));
  if ("problem" in parsed) throw new DarkroomError("answer-unexpected", parsed.problem.detail);
  return parsed.defaults;
}

function pageQuery({ limit, cursor, label, words }: PageOptions): string {
  const asked = Object.entries({ limit, cursor, label, q: words }).filter(([, value]) => value !== undefined);
  const pairs = asked.map(([key, value]) => `${key}=${encodeURIComponent(`${value}`)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
