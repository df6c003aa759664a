import { defaultsJson } from "../defaults.ts";
import { type Chore, type ImageRecord, isProven } from "../image-record.ts";
import type { Images, VariantRefusal } from "../stores.ts";
import { IMAGES_TABLE } from "../tables.ts";
import { DEFAULT_UNSIGNED_URLS, type UnsignedUrls } from "../url/unsigned.ts";
import { dueChores } from "./chores.ts";
import { countErased } from "./count-erased.ts";
import { type DynamoDb, isConditionFailed } from "./dynamodb.ts";
import { changing, freezing, remaking } from "./image-changes.ts";
import { imageItem, imageRecord, values } from "./image-item.ts";
import { mailNotes } from "./image-mails.ts";
import { listImages, searchImages, sumHoldings } from "./image-queries.ts";
import { type ItemWriter, itemWriter } from "./item-writer.ts";

/**
 * Image records in DynamoDB; every write is conditional and of one item.
 *
 * @param unsignedUrls for who deletes: what of an image's variants can be asked for again
 */
export function dynamoImages(
  dynamoDb: DynamoDb,
  table: string,
  unsignedUrls: UnsignedUrls = DEFAULT_UNSIGNED_URLS,
): Images {
  const write = itemWriter(dynamoDb, table);
  const get = (imageId: string) => getImage(dynamoDb, table, imageId);
  return {
    create: (record, chore, dueAt) => createImage(dynamoDb, table, record, chore, dueAt),
    get,
    list: (owner, limit, after) => listImages(dynamoDb, table, owner, limit, after),
    search: (owner, search, limit, after) => searchImages(dynamoDb, table, owner, search, limit, after),
    holdings: (owner) => sumHoldings(dynamoDb, table, owner),
    beginVariant: (imageId, bound) => beginVariant(write, get, imageId, bound),
    claimRungs: (imageId, now, leaseSeconds) =>
      write.update(imageId, {
        expression: "SET rungsClaimedUntil = :until",
        condition:
          "#state <> :deleted AND attribute_not_exists(rungs) AND (attribute_not_exists(rungsClaimedUntil) OR rungsClaimedUntil < :now)",
        values: { until: now + leaseSeconds, now, deleted: "deleted" },
      }),
    noteRungs: (imageId, rungs) =>
      write.update(imageId, {
        expression: "SET rungs = :rungs REMOVE rungsClaimedUntil",
        condition: "#state <> :deleted",
        values: { rungs, deleted: "deleted" },
      }),
    prove: (imageId, { proof, defaults, sizeBytes }, choreDueAt) =>
      write.update(imageId, {
        expression:
          "SET proof = :proof, defaults = :defaults, sizeBytes = :sizeBytes, chore = :chore, choreDueAt = :dueAt",
        condition: "#state = :processing AND attribute_not_exists(proof)",
        values: {
          ...{ proof, defaults: defaultsJson(defaults), sizeBytes },
          ...{ chore: "process", dueAt: choreDueAt, processing: "processing" },
        },
      }),
    change: async (imageId, owner, changes) => {
      const item = await write.updated(imageId, changing(owner, changes));
      return item && imageRecord(item);
    },
    freezeAgain: async (imageId, owner, defaults, at) => {
      const item = await write.updated(imageId, freezing(owner, defaults, at));
      return item && imageRecord(item);
    },
    askRemake: (imageId, at) => write.update(imageId, remaking(at)),
    finish: (imageId, revision, findings) =>
      write.update(imageId, {
        expression: "SET findings = :findings, #state = :ready REMOVE problem, remake",
        condition: "#state <> :deleted AND revision = :revision",
        values: { findings, revision, ready: "ready", deleted: "deleted" },
      }),
    fail: (imageId, problem, choreDueAt) =>
      write.update(imageId, {
        expression: "SET problem = :problem, #state = :failed, chore = :chore, choreDueAt = :dueAt",
        condition: "#state = :processing",
        values: { problem, failed: "failed", chore: "process", dueAt: choreDueAt, processing: "processing" },
      }),
    ...mailNotes(write),
    markDeleted: (imageId, owner, erasure, { dueAt }, expiresAt) =>
      write.update(imageId, {
        expression:
          "SET #state = :deleted, erasure = :erasure, chore = :chore, choreDueAt = :dueAt, expiresAt = :expiresAt " +
          "REMOVE listedBy, email, mailLanguage, title, titleText, labels, defaults, proof, findings, remake, " +
          "focalPoint, rungs, rungsClaimedUntil, problem, mails",
        condition: "#owner = :owner AND #state <> :deleted",
        names: { owner: "owner" },
        values: { deleted: "deleted", erasure, chore: "erase", dueAt, expiresAt, owner },
      }),
    countErased: (imageId, pass, kind, keys) => countErased(write, get, imageId, pass, kind, keys, unsignedUrls),
    async noteRemoved(imageId, removedAt) {
      await write.update(imageId, {
        expression: "SET erasure.removedAt = :removedAt",
        condition: "#state = :deleted AND attribute_not_exists(erasure.removedAt)",
        values: { removedAt, deleted: "deleted" },
      });
    },
    async completeErasure(imageId, asked, completedAt) {
      await write.update(imageId, {
        expression:
          "SET erasure.asked = :asked, erasure.completedAt = :completedAt REMOVE chore, choreDueAt, erasure.samples",
        condition: "#state = :deleted AND attribute_not_exists(erasure.completedAt)",
        values: { asked, completedAt, deleted: "deleted" },
      });
    },
    async settle(imageId) {
      await write.update(imageId, {
        expression: "REMOVE chore, choreDueAt",
        condition: "chore = :process",
        values: { process: "process" },
        stateless: true,
      });
    },
    dueChores: (chore, now, limit) => dueChores(dynamoDb, { ...IMAGES_TABLE, name: table }, chore, now, limit),
    async postpone(imageId, chore, choreDueAt) {
      await write.update(imageId, {
        expression: "SET choreDueAt = :dueAt",
        condition: "chore = :chore",
        values: { dueAt: choreDueAt, chore },
        stateless: true,
      });
    },
    async recountVariants(imageId, count) {
      await write.update(imageId, {
        expression: "SET variantCount = :count",
        condition: "#state <> :deleted",
        values: { count, deleted: "deleted" },
      });
    },
    removeUnfinished: (imageId) =>
      write.remove(imageId, { condition: "#state = :processing", values: { processing: "processing" } }),
  };
}

async function createImage(
  dynamoDb: DynamoDb,
  table: string,
  record: ImageRecord,
  chore: Chore,
  dueAt: number,
): Promise<boolean> {
  try {
    const item = imageItem(record, chore, dueAt);
    const condition = "attribute_not_exists(id)";
    await dynamoDb.call("PutItem", { TableName: table, Item: item, ConditionExpression: condition });
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}

async function getImage(dynamoDb: DynamoDb, table: string, imageId: string): Promise<ImageRecord | undefined> {
  const key = { TableName: table, Key: values({ id: imageId }) };
  const { Item } = await dynamoDb.call("GetItem", { ...key, ConsistentRead: true });
  return Item && imageRecord(Item);
}

/** Why the one conditional update failed is worth a second read only then. */
async function beginVariant(
  write: ItemWriter,
  get: Images["get"],
  imageId: string,
  bound: number | undefined,
): Promise<ImageRecord | VariantRefusal> {
  const item = await write.updated(imageId, {
    expression: "SET variantCount = variantCount + :counted",
    condition: `attribute_exists(proof) AND #state <> :deleted${bound === undefined ? "" : " AND variantCount < :bound"}`,
    values: { counted: bound === undefined ? 0 : 1, bound, deleted: "deleted" },
  });
  if (item !== undefined) return imageRecord(item);
  const record = await get(imageId);
  if (record === undefined || record.state === "deleted") return "image-not-found";
  if (isProven(record)) return "variants-exhausted";
  return record.state === "failed" ? "image-not-found" : "image-not-ready";
}
