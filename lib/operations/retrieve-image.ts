import { fileName } from "../file-name.ts";
import { type ImageData, imageData } from "../image-data.ts";
import { type ImageRecord, isProven, type Proof } from "../image-record.ts";
import { API_ANSWER_BYTES } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import type { PresignedRequest } from "../stores.ts";
import type { PictureUrls } from "../url/image-url.ts";
import type { NegotiatedClass } from "../url/negotiate.ts";
import type { Transform } from "../url/parameters.ts";
import { extensionOf, type PictureVariant, variantKey } from "../url/variant-key.ts";
import type { VariantBound } from "../variant-bound.ts";
import { makeVariant, type VariantStores } from "./make-variant.ts";
import { refusal } from "./store-variant.ts";

/** A picture with all that a client can be told of it. */
export interface Retrieved {
  /** Relative, e.g. `/images/01jd3v…/transformation?w=641&s=…`, or `/images/01jd3v…` for the original. */
  readonly location: string;
  readonly data: ImageData;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** For pictures that do not fit into an answer: a short-lived URL that downloads it. */
  readonly download?: PresignedRequest;
}

/** What retrieving needs. */
export type RetrieveStores = VariantStores & {
  readonly urls: () => Promise<PictureUrls>;
  readonly variantBound: VariantBound;
};

/**
 * The owner's own image.
 *
 * @throws ProblemError `image-not-found` for anybody else's, as if it were not there
 */
export async function ownImage(
  stores: Pick<RetrieveStores, "images">,
  imageId: string,
  owner: string,
): Promise<ImageRecord> {
  const record = await stores.images.get(imageId);
  if (record === undefined || record.owner !== owner || record.state === "deleted") {
    throw new ProblemError("image-not-found", "There is no image of yours with this id.");
  }
  return record;
}

/**
 * The picture that a client asks for, in the format it takes; whoever asks for data means the data of that picture.
 *
 * @param negotiated what the client's `Accept` was settled to
 */
export function askedVariant(imageId: string, asked: Transform, negotiated: NegotiatedClass): PictureVariant {
  const { format, ...rest } = asked;
  const transform = format === "json" ? rest : asked;
  const extension = extensionOf(transform, negotiated);
  return { imageId, transform, extension: extension === "json" ? "auto" : extension };
}

/**
 * The original, byte for byte.
 *
 * @throws ProblemError `image-not-ready` before it is proven, `image-not-found` where it failed or is gone
 */
export async function retrieveOriginal(stores: RetrieveStores, record: ImageRecord): Promise<Retrieved> {
  refuseUnproven(record);
  const original = await stores.originals.get(record.id);
  if (original === undefined) throw refusal("image-not-found");
  const { bytes, contentType } = original;
  const data = imageData(record, await stores.urls());
  const retrieved = { location: `/images/${record.id}`, data, bytes, contentType };
  if (bytes.length <= API_ANSWER_BYTES) return retrieved;
  return {
    ...retrieved,
    download: await stores.originals.presignDownload(record.id, fileName(record.id, contentType)),
  };
}

/**
 * A short-lived link that downloads the original.
 *
 * @throws ProblemError as `retrieveOriginal` does
 */
export async function linkOriginal(
  { originals }: Pick<RetrieveStores, "originals">,
  record: ImageRecord,
): Promise<Pick<PresignedRequest, "url" | "expiresAt">> {
  const { format } = refuseUnproven(record);
  const { url, expiresAt } = await originals.presignDownload(record.id, fileName(record.id, `image/${format}`));
  return { url, expiresAt };
}

/** @returns what is proven of it */
function refuseUnproven(record: ImageRecord): Proof {
  if (isProven(record)) return record.proof;
  throw refusal(record.state === "failed" ? "image-not-found" : "image-not-ready");
}

/**
 * A variant at exactly the asked size, stored under the key that its signed URL has.
 *
 * @throws ProblemError what `makeVariant` throws
 */
export async function retrieveVariant(
  stores: RetrieveStores,
  record: ImageRecord,
  variant: PictureVariant,
): Promise<Retrieved> {
  const picture = await makeVariant(stores, variant, stores.variantBound);
  const { bytes, contentType, width, height, format } = picture;
  const urls = await stores.urls();
  const location = urls.exactPathOf(record.id, variant.transform);
  const url = `${urls.publicUrl}${location}`;
  const data = { ...imageData(record, urls), url, width, height, format, sizeBytes: bytes.length };
  const retrieved = { location, data, bytes, contentType };
  if (bytes.length <= API_ANSWER_BYTES) return retrieved;
  const name = picture.download ?? fileName(record.id, contentType);
  const download = await stores.variants.presignDownload(variantKey(variant), name);
  return { ...retrieved, download };
}
