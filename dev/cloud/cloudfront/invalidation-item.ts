/** What an invalidation can tell a stored answer by. */
export interface Invalidatable {
  /** e.g. `/images/01j/w_640.auto-avif` */
  readonly path: string;
  /** In lower case. */
  readonly tags: ReadonlySet<string>;
}

/** Tags beyond this many are not seen. */
const MAX_TAGS = 50;

/**
 * The cache tags that a header names.
 *
 * @param header e.g. `image-01j,owner-5f2c`
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html
 */
export function cacheTags(header: string | undefined): ReadonlySet<string> {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().toLowerCase());
  return new Set(tags.filter((tag) => tag !== "").slice(0, MAX_TAGS));
}

/** Whether an item of an invalidation is one that CloudFront accepts: `#tag`, `/path` or `/path*`. */
export function isInvalidationItem(item: string): boolean {
  return /^#[^\s,#]+$|^[/*]/.test(item) && !/\*./.test(item);
}

/** A test for the answers that an item such as `#image-01j`, `/images/a` or `/images/*` means. */
export function itemMatcher(item: string): (answer: Invalidatable) => boolean {
  if (item.startsWith("#")) {
    const tag = item.slice(1).toLowerCase();
    return (answer) => answer.tags.has(tag);
  }
  if (!item.endsWith("*")) return (answer) => answer.path === item;
  const beginning = item.slice(0, -1);
  return (answer) => answer.path.startsWith(beginning);
}
