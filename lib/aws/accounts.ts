import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Account, type Accounts, type Holdings, refusalOf, type UserLimits } from "../accounts.ts";
import { HOUR_SECONDS } from "../limits.ts";
import { ProblemError } from "../problem-error.ts";
import { USERS_TABLE } from "../tables.ts";
import {
  ADD_AMOUNTS,
  accountKey,
  accountWriter,
  amounts,
  recounting,
  SET_RECOUNT,
  type UpdateAccount,
} from "./account-writer.ts";
import { dueChores } from "./chores.ts";
import type { DynamoDb } from "./dynamodb.ts";

/** Times that an upload is counted anew because another one began the hour at the same moment. */
const COUNT_TRIES = 3;

/** Owners' accounts in the table of users. */
export function dynamoAccounts(dynamoDb: DynamoDb, table: string): Accounts {
  const update = accountWriter(dynamoDb, table);
  const get = (owner: string) => getAccount(dynamoDb, table, owner);
  return {
    get,
    async countUpload(owner, holdings, limits, now) {
      for (let tries = 0; tries < COUNT_TRIES; tries++) {
        if (await countInHour(update, owner, holdings, limits, now)) return "counted";
        const refusal = refusalOf(await get(owner), holdings.heldBytes, limits, now);
        if (refusal !== undefined) return refusal;
        if (await countInNewHour(update, owner, holdings, limits, now)) return "counted";
      }
      throw new ProblemError("unavailable", "Too many uploads of yours at this moment; ask again.");
    },
    async change(owner, change, now) {
      await update(owner, {
        expression: `SET changedAt = :now, ${SET_RECOUNT} ADD ${ADD_AMOUNTS}`,
        values: { ...amounts(change), ...recounting(now), now },
      });
    },
    async expectRecount(owner, now) {
      await update(owner, { expression: `SET ${SET_RECOUNT}`, values: recounting(now) });
    },
    correct: (owner, change, now) =>
      update(owner, {
        expression: `SET choreDueAt = :recountAt ADD ${ADD_AMOUNTS}`,
        condition: "chore = :recount",
        values: { ...amounts(change), ...recounting(now) },
      }),
    settle: (owner, change, seenChanges) =>
      update(owner, {
        expression: `ADD ${ADD_AMOUNTS} REMOVE chore, choreDueAt`,
        condition: "changes = :seen AND chore = :recount",
        values: { ...amounts(change), seen: seenChanges, recount: "recount" },
      }),
    async beginErasure(owner, since, dueAt) {
      await update(owner, {
        expression: "SET erasingSince = :since, chore = :erase, choreDueAt = :dueAt",
        values: { since, erase: "erase", dueAt },
      });
    },
    endErasure: (owner, since, now) =>
      update(owner, {
        expression: "SET chore = :recount, choreDueAt = :recountAt REMOVE erasingSince",
        condition: "erasingSince = :since",
        values: { ...recounting(now), since },
      }),
    async dueChores(chore, now, limit) {
      const keys = await dueChores(dynamoDb, { ...USERS_TABLE, name: table }, chore, now, limit);
      return keys.map((key) => key.slice(accountKey("").key.length));
    },
    async postpone(owner, chore, dueAt) {
      await update(owner, {
        expression: "SET choreDueAt = :dueAt",
        condition: "chore = :chore",
        values: { dueAt, chore },
      });
    },
  };
}

function countInHour(update: UpdateAccount, owner: string, holdings: Holdings, limits: UserLimits, now: number) {
  return update(owner, {
    expression: `SET changedAt = :now, ${SET_RECOUNT} ADD ${ADD_AMOUNTS}, uploads :one`,
    condition: "hourEndsAt > :now AND uploads < :most AND heldBytes <= :room",
    values: {
      ...{ ...amounts(holdings), ...recounting(now), now },
      most: limits.uploadsPerHour ?? Number.MAX_SAFE_INTEGER,
      room: roomFor(holdings, limits),
    },
  });
}

/** Only for who has been found to have room: an account that is not there yet could not say. */
function countInNewHour(update: UpdateAccount, owner: string, holdings: Holdings, limits: UserLimits, now: number) {
  return update(owner, {
    expression: `SET uploads = :one, hourEndsAt = :hourEndsAt, changedAt = :now, ${SET_RECOUNT} ADD ${ADD_AMOUNTS}`,
    condition:
      "(attribute_not_exists(hourEndsAt) OR hourEndsAt <= :now) AND " +
      "(attribute_not_exists(heldBytes) OR heldBytes <= :room)",
    values: {
      ...{ ...amounts(holdings), ...recounting(now), now },
      hourEndsAt: now + HOUR_SECONDS,
      room: roomFor(holdings, limits),
    },
  });
}

function roomFor({ heldBytes }: Holdings, { storedBytes }: UserLimits): number {
  return (storedBytes ?? Number.MAX_SAFE_INTEGER) - heldBytes;
}

async function getAccount(dynamoDb: DynamoDb, table: string, owner: string): Promise<Account> {
  const key = { TableName: table, Key: marshall(accountKey(owner)) };
  const { Item } = await dynamoDb.call("GetItem", { ...key, ConsistentRead: true });
  const nothing = { images: 0, heldBytes: 0, reservedBytes: 0, uploads: 0, hourEndsAt: 0, changes: 0, changedAt: 0 };
  return Item === undefined ? nothing : { ...nothing, ...unmarshall(Item) };
}
