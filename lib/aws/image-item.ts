import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type DefaultsJson, defaultsJson, parseDefaults, SERVICE_DEFAULTS } from "../defaults.ts";
import type { Chore, ImageRecord } from "../image-record.ts";

/** An item as DynamoDB's protocol has it. */
export type Item = Record<string, AttributeValue>;

/** A record as the table holds it: defaults under the URL's keys, and what the indexes go by. */
type StoredImage = Omit<ImageRecord, "defaults"> & {
  readonly defaults?: DefaultsJson;
  readonly listedBy?: string;
  /** The title as it is searched. */
  readonly titleText?: string;
  readonly chore?: Chore;
  readonly choreDueAt?: number;
};

/** A rendition may be called `constructor`, by which the SDK takes its owner for an instance of a class. */
export const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true } as const;

/** Values of an expression; what is `undefined` is left out. */
export function values(each: Readonly<Record<string, unknown>>): Item {
  return marshall(each, MARSHALLING);
}

/** A new record as an item; `mails` is there from the start, so that a single mail can be set inside it. */
export function imageItem(record: ImageRecord, chore: Chore, choreDueAt: number): Item {
  const stored: StoredImage = {
    ...record,
    mails: {},
    defaults: defaultsJson(record.defaults),
    listedBy: record.owner,
    chore,
    choreDueAt,
  };
  return values({ ...stored });
}

/**
 * An item as a record; of a tombstone, what it lost is what nobody ever set.
 *
 * @throws Error when the item holds defaults that the table does not know any more
 */
export async function imageRecord(item: Item): Promise<ImageRecord> {
  const { listedBy, titleText, chore, choreDueAt, defaults, ...record } = unmarshall(item) as StoredImage;
  if (defaults === undefined) return { ...record, defaults: SERVICE_DEFAULTS };
  const parsed = await parseDefaults(defaults);
  if ("problem" in parsed) throw new Error(`image ${record.id} has no usable defaults: ${parsed.problem.detail}`);
  return { ...record, defaults: parsed.defaults };
}
