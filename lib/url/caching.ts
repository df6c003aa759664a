/** How long a variant may be kept: by browsers a day, by the edge a year, and a day longer where origins fail. */
export const VARIANT_CACHING = "public, max-age=86400, s-maxage=31536000, stale-if-error=86400";

/** A stand-in for a variant, or data that will still change, is asked for again soon. */
export const PASSING_CACHING = "public, max-age=10";

/**
 * The tags under which the edge forgets an answer.
 *
 * @param markId the image that lies over it, without which the answer is not to be seen either
 * @param owner the owner's id; its first 16 hex digits are enough to tell owners apart and give nobody away
 * @returns e.g. `image-01jd3v…,owner-9f86d081884c7d65`
 */
export function cacheTags(imageId: string, owner: string, markId?: string): string {
  return [imageTag(imageId), ownerTag(owner), ...(markId === undefined ? [] : [imageTag(markId)])].join();
}

/** The tag that all answers made from one owner's images carry. */
export function ownerTag(owner: string): string {
  return `owner-${owner.slice(0, 16)}`;
}

/** The tag that all answers made from one image carry. */
export function imageTag(imageId: string): string {
  return `image-${imageId}`;
}
