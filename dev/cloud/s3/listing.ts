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
export interface Listing<Entry> {
  readonly entries: readonly Entry[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page goes on after; `undefined` on the last page. */
  readonly next?: string;
}

/**
 * Makes one page of a list.
 *
 * @param entries those whose keys begin with the prefix, in the order of their keys
 */
export async function listPage<Entry extends { readonly key: string }>(
  entries: AsyncIterable<Entry>,
  question: ListingQuestion,
): Promise<Listing<Entry>> {
  const listed: Entry[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  for await (const entry of entries) {
    const commonPrefix = commonPrefixOf(entry.key, question);
    const isListed = entry.key === question.after || (commonPrefix !== undefined && isRolledUp(commonPrefix));
    if (isListed) continue;
    if (listed.length + commonPrefixes.length === question.maxKeys) {
      if (question.maxKeys === 0) return { entries: [], commonPrefixes: [] };
      return { entries: listed, commonPrefixes, next: last };
    }
    if (commonPrefix === undefined) listed.push(entry);
    else commonPrefixes.push(commonPrefix);
    last = commonPrefix ?? entry.key;
  }
  return { entries: listed, commonPrefixes };

  function isRolledUp(commonPrefix: string): boolean {
    return commonPrefix === question.after || commonPrefix === commonPrefixes.at(-1);
  }
}

function commonPrefixOf(key: string, { prefix, delimiter }: ListingQuestion): string | undefined {
  const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return at === -1 ? undefined : key.slice(0, at + delimiter.length);
}
