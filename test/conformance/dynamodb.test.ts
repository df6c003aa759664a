import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConformanceTable, openTable } from "./dynamodb-table.ts";

// What the service relies on, in the local DynamoDB or in the real one.
let table: ConformanceTable;

beforeAll(async () => {
  table = await openTable();
}, 150_000);

afterAll(() => table.close());

test("an item keeps every type of value", async () => {
  const item = {
    id: "types",
    text: "ü漢😀",
    empty: "",
    number: -1.5,
    big: 12345678901234567890n,
    yes: true,
    nothing: null,
    bytes: new Uint8Array([0, 255]),
    list: [1, "a", { deep: [] }],
    map: { a: { b: 1 } },
    set: new Set(["a", "b"]),
  };
  await table.put(item);
  expect(await table.read("types")).toEqual(item);
});

test("an item that is not there is no error", async () => {
  expect(await table.read("nobody")).toBeUndefined();
});

test("of fifty racing writers that want the item new, one wins", async () => {
  const writers = Array.from({ length: 50 }, (_, writer) =>
    table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: marshall({ id: "race", writer }),
        ConditionExpression: "attribute_not_exists(id)",
      }),
    ),
  );
  const outcomes = await Promise.allSettled(writers);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(losers.every((reason) => reason instanceof ConditionalCheckFailedException)).toBe(true);
});

test("of fifty racing updates from the same version, one wins", async () => {
  await table.put({ id: "version", version: 1 });
  const writers = Array.from({ length: 50 }, () =>
    table.update("version", "SET version = :next", { ":next": 2, ":seen": 1 }, "version = :seen"),
  );
  const outcomes = await Promise.allSettled(writers);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
});

test("a counter that a hundred add to at once is exact", async () => {
  await Promise.all(Array.from({ length: 100 }, () => table.update("counter", "ADD n :one", { ":one": 1 })));
  expect((await table.read("counter"))?.n).toBe(100);
});

test("a counter stops at its bound, however many race for the last place", async () => {
  await table.put({ id: "bound", n: 0 });
  const racers = Array.from({ length: 40 }, () =>
    table.update("bound", "ADD n :one", { ":one": 1, ":max": 10 }, "n < :max"),
  );
  const outcomes = await Promise.allSettled(racers);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(10);
  expect((await table.read("bound"))?.n).toBe(10);
});

test("one update sets, adds, removes and returns the whole item", async () => {
  await table.put({ id: "update", sizes: [1], tags: new Set(["a", "b"]), gone: 1, facts: { kept: 1 } });
  const item = await table.update(
    "update",
    "SET sizes = list_append(sizes, :more), facts.added = :v, made = if_not_exists(made, :v) ADD n :v REMOVE gone DELETE tags :tag",
    { ":more": [2], ":v": 5, ":tag": new Set(["a"]) },
  );
  expect(item).toEqual({
    id: "update",
    sizes: [1, 2],
    tags: new Set(["b"]),
    facts: { kept: 1, added: 5 },
    made: 5,
    n: 5,
  });
});

test("a reserved word in an expression is refused", async () => {
  await expect(table.update("word", "SET size = :v", { ":v": 1 })).rejects.toMatchObject({
    name: "ValidationException",
  });
});

test("a condition on an item that is not there fails", async () => {
  const changing = table.update("absent", "SET n = :n", { ":n": 1 }, "attribute_exists(id)");
  await expect(changing).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  expect(await table.read("absent")).toBeUndefined();
});

test("an index lists one owner's items in order, page by page, and forgets what leaves it", async () => {
  for (let dueAt = 0; dueAt < 30; dueAt += 1) await table.put({ id: `listed-${dueAt}`, owner: "ada", dueAt });
  await table.put({ id: "foreign", owner: "bob", dueAt: 5 });
  await table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: marshall({ id: "listed-7" }),
      UpdateExpression: "REMOVE #owner",
      ExpressionAttributeNames: { "#owner": "owner" },
    }),
  );

  const seen: number[] = [];
  let pages = 0;
  const query = {
    TableName: table.name,
    IndexName: "byOwner",
    KeyConditionExpression: "#owner = :owner AND dueAt >= :from",
    ExpressionAttributeNames: { "#owner": "owner" },
    ExpressionAttributeValues: marshall({ ":owner": "ada", ":from": 5 }),
    ScanIndexForward: false,
  };
  for await (const page of paginateQuery({ client: table.client, pageSize: 7 }, query)) {
    seen.push(...(page.Items ?? []).map((item) => Number(unmarshall(item).dueAt)));
    pages += 1;
  }
  expect(seen).toEqual([...Array(30).keys()].filter((dueAt) => dueAt >= 5 && dueAt !== 7).reverse());
  expect(pages).toBeGreaterThan(3);
});

test("a query's page ends at a megabyte and says where to go on", async () => {
  for (let dueAt = 0; dueAt < 6; dueAt += 1)
    await table.put({ id: `big-${dueAt}`, owner: "big", dueAt, blob: "x".repeat(250_000) });
  const query = {
    TableName: table.name,
    IndexName: "byOwner",
    KeyConditionExpression: "#owner = :owner",
    ExpressionAttributeNames: { "#owner": "owner" },
    ExpressionAttributeValues: marshall({ ":owner": "big" }),
  };
  const first = await table.client.send(new QueryCommand(query));
  expect(first.Count).toBeLessThan(6);
  const rest = await table.client.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }));
  expect((first.Count ?? 0) + (rest.Count ?? 0)).toBe(6);
});

test("twenty-five items are written and a hundred read in one request", async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `batch-${index}`);
  for (let start = 0; start < 100; start += 25) {
    const requests = ids.slice(start, start + 25).map((id) => ({ PutRequest: { Item: marshall({ id }) } }));
    await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: requests } }));
  }
  const Keys = ids.map((id) => marshall({ id }));
  const { Responses } = await table.client.send(new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys } } }));
  expect(Responses?.[table.name]).toHaveLength(100);
});

test("an item over 400 KB is refused", async () => {
  await expect(table.put({ id: "huge", blob: "x".repeat(410_000) })).rejects.toMatchObject({
    name: "ValidationException",
  });
});

test("a table that is not there is refused by name", async () => {
  const reading = table.client.send(new GetItemCommand({ TableName: "none", Key: marshall({ id: "x" }) }));
  await expect(reading).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});
