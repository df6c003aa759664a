/** What a list is asked for. */
export interface ListingQuestion {
  readonly prefix: string;
  /** Keys that have it after the prefix are rolled up into what comes before it. */
  readonly delimiter: string;
  /** Keys and common prefixes up to this one were listed before; empty at the beginning. */
  readonly after: string;
  readonly maxKeys: number;
}

/** One page of a list. */
export interface Listing {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page goes on after; `undefined` on the last page. */
  readonly next?: string;
}

/**
 * Makes one page of a list.
 *
 * @param keys those that begin with the prefix, in order
 */
export function listKeys(keys: Iterable<string>, question: ListingQuestion): Listing {
  const listed: string[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  for (const key of keys) {
    const commonPrefix = commonPrefixOf(key, question);
    const isListed = key === question.after || (commonPrefix !== undefined && isRolledUp(commonPrefix));
    if (isListed) continue;
    if (listed.length + commonPrefixes.length === question.maxKeys) {
      return question.maxKeys === 0 ? { keys: [], commonPrefixes: [] } : { keys: listed, commonPrefixes, next: last };
    }
    if (commonPrefix === undefined) listed.push(key);
    else commonPrefixes.push(commonPrefix);
    last = commonPrefix ?? key;
  }
  return { keys: listed, commonPrefixes };

  function isRolledUp(commonPrefix: string): boolean {
    return commonPrefix === question.after || commonPrefix === commonPrefixes.at(-1);
  }
}

function commonPrefixOf(key: string, { prefix, delimiter }: ListingQuestion): string | undefined {
  const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}
