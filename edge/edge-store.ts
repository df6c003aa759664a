import cf from "cloudfront";

const store = cf.kvs();

/** A CSS color by its name. */
export function storedColor(name: string): Promise<string | undefined> {
  return stored(`color-${name}`);
}

/** Asked first whether it is there: what else a read can fail of is no answer to a viewer, and becomes a 503. */
export async function stored(key: string): Promise<string | undefined> {
  const isThere = await store.exists(key);
  if (!isThere) return undefined;
  const value = await store.get(key);
  return value;
}
