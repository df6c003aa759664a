import { DIALECTS } from "../../lib/url/dialects/dialects.ts";
import { edgeValues } from "../../lib/url/edge-values.ts";
import { ROWS } from "../../lib/url/parameters.ts";

export const SIGNING_KEY = { id: "k1", secret: "a secret of some length" };

/** One that signed before, and whose URLs are still on pages. */
export const EARLIER_KEY = { id: "k0", secret: "an earlier secret of that length" };

/** What the edge functions find in their KeyValueStore. */
export const STORED: Readonly<Record<string, string>> = {
  [`signing-key-${SIGNING_KEY.id}`]: SIGNING_KEY.secret,
  [`signing-key-${EARLIER_KEY.id}`]: EARLIER_KEY.secret,
  ...edgeValues(ROWS, DIALECTS),
};

const entries: ReadonlyMap<string, string> = new Map(Object.entries(STORED));

/** Rejects for what the store does not have, as CloudFront's does. */
export async function readStore(key: string): Promise<string> {
  const value = entries.get(key);
  if (value === undefined) throw new Error("KeyNotFound");
  return value;
}
