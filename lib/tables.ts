/** A DynamoDB table as the code reads it; the stacks and the local service both make it from here. */
export interface Table {
  readonly partitionKey: string;
  readonly indexes: readonly TableIndex[];
  readonly ttlAttribute: string;
}

/** A global secondary index; sparse, since an item without its keys is not in it. */
export interface TableIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: { readonly name: string; readonly type: "S" | "N" };
}

/**
 * One item an image, its tombstone included.
 *
 * `byOwner` lists what an owner has (a tombstone drops `listedBy` and so leaves the list), `byChore` what the sweeper
 * has to look at and from when on.
 */
export const IMAGES_TABLE: Table = {
  partitionKey: "id",
  indexes: [
    { name: "byOwner", partitionKey: "listedBy", sortKey: { name: "id", type: "S" } },
    { name: "byChore", partitionKey: "chore", sortKey: { name: "choreDueAt", type: "N" } },
  ],
  ttlAttribute: "expiresAt",
};

/**
 * A user's defaults, a user's account, what a user's pictures are asked for, one item for each idempotency key that is still
 * remembered, and addresses that are switched off. `byChore` tells the sweeper which accounts to look at.
 */
export const USERS_TABLE: Table = {
  partitionKey: "key",
  indexes: [{ name: "byChore", partitionKey: "chore", sortKey: { name: "choreDueAt", type: "N" } }],
  ttlAttribute: "expiresAt",
};
