import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalDynamoDb, startDynamoDb } from "../../../dev/cloud/dynamodb.ts";
import { dynamoDbClient } from "../../../lib/aws/clients.ts";
import { dynamoTransformCounts } from "../../../lib/aws/transform-counts.ts";
import { DAY_SECONDS } from "../../../lib/limits.ts";
import { createTransformBudget } from "../../../lib/operations/transform-budget.ts";
import { ProblemError } from "../../../lib/problem-error.ts";
import { USERS_TABLE } from "../../../lib/tables.ts";
import type { TransformCounts } from "../../../lib/transform-counts.ts";

let folder: string;
let dynamoDb: LocalDynamoDb;
let counts: TransformCounts;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "darkroom-"));
  dynamoDb = await startDynamoDb({ folder, tables: [{ name: "users", ...USERS_TABLE }] });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const elsewhere = { s3: "", ses: "", sqs: "", cloudfront: "" };
  const options = { region: "us-east-1", credentials, endpoints: { ...elsewhere, dynamodb: dynamoDb.url } };
  counts = dynamoTransformCounts(dynamoDbClient(options), "users");
});
afterAll(async () => {
  await dynamoDb.close();
  await rm(folder, { recursive: true });
});

const NOON = Date.UTC(2026, 0, 31, 12, 0, 0) / 1000;

/** A process with a clock of its own. */
function processAt(clock: { at: number }, limits: Parameters<typeof createTransformBudget>[1]) {
  const budget = createTransformBudget(counts, limits, () => new Date(clock.at * 1000));
  return {
    /** @returns what it was refused with, as the answer has it */
    async transform(owner: string): Promise<string> {
      try {
        budget.spend(owner);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return `${error.problem.code}, ${error.fields["retry-after"]} s`;
      }
      await budget.settle();
      return "made";
    },
  };
}

test("a minute's budget is there again with the next minute", async () => {
  const clock = { at: NOON + 10 };
  const one = processAt(clock, { transformsPerMinute: 2 });
  const answers = [];
  for (let n = 0; n < 3; n++) answers.push(await one.transform("minute"));
  expect(answers).toEqual(["made", "made", "transforms-exhausted, 50 s"]);
  clock.at = NOON + 60;
  expect(await one.transform("minute")).toBe("made");
  expect(await counts.get("minute", clock.at)).toEqual({ thisMinute: 1, today: 3 });
});

test("a day's budget outlasts its minutes", async () => {
  const clock = { at: NOON };
  const one = processAt(clock, { transformsPerDay: 2 });
  await one.transform("day");
  clock.at = NOON + 3600;
  await one.transform("day");
  clock.at = NOON + 7200;
  expect(await one.transform("day")).toBe(`transforms-exhausted, ${DAY_SECONDS / 2 - 7200} s`);
  clock.at = NOON + DAY_SECONDS / 2;
  expect(await one.transform("day")).toBe("made");
});

test("another process finds out with the one that it makes", async () => {
  const clock = { at: NOON };
  const limits = { transformsPerMinute: 2 };
  const [one, other] = [processAt(clock, limits), processAt(clock, limits)];
  for (let n = 0; n < 2; n++) await one.transform("two");
  expect([await other.transform("two"), await other.transform("two")]).toEqual(["made", "transforms-exhausted, 60 s"]);
});

test("those made at once are all counted, whichever minute they began in", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => counts.add("many", 1, NOON + (n % 2) * 60)));
  const { today, thisMinute } = await counts.get("many", NOON + 60);
  expect(today).toBe(20);
  expect(thisMinute).toBeGreaterThanOrEqual(10);
});

test("where none may be made a day, none is, not even the first of a process", async () => {
  const clock = { at: NOON };
  expect(await processAt(clock, { transformsPerDay: 0 }).transform("none")).toBe(
    `transforms-exhausted, ${DAY_SECONDS / 2} s`,
  );
  expect((await counts.get("none", NOON)).today).toBe(0);
  expect(await processAt(clock, { transformsPerDay: 1 }).transform("none")).toBe("made");
});

test("without limits nothing is refused, and all is counted", async () => {
  const clock = { at: NOON };
  const one = processAt(clock, {});
  for (let n = 0; n < 5; n++) expect(await one.transform("free")).toBe("made");
  expect((await counts.get("free", NOON)).today).toBe(5);
});

test("what one process makes at once is all counted, in fewer writes", async () => {
  let writes = 0;
  const counted: TransformCounts = { ...counts, add: (...made) => counts.add(...made).finally(() => writes++) };
  const budget = createTransformBudget(counted, {}, () => new Date(NOON * 1000));
  const owners = ["alone", ...Array<string>(9).fill("at-once")];
  const settled = owners.map(async (owner, n) => {
    if (n > 5) await counts.get(owner, NOON);
    budget.spend(owner);
    await budget.settle();
    return (await counts.get(owner, NOON)).today;
  });
  for (const today of await Promise.all(settled)) expect(today).toBeGreaterThan(0);
  expect([(await counts.get("alone", NOON)).today, (await counts.get("at-once", NOON)).today]).toEqual([1, 9]);
  expect(writes).toBeLessThan(10);
});
