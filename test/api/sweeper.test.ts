import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { awsStores } from "../../api/stores.ts";
import { createSweeper } from "../../api/sweeper.ts";
import { DAY_SECONDS } from "../../lib/limits.ts";
import { newRecord } from "../../lib/operations/accept-upload.ts";
import { type Client, startClient } from "../contract/service.ts";
import { writtenLines } from "./written-lines.ts";

let client: Client;
beforeEach(async () => {
  client = await startClient();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await client.close();
});

/** Runs the sweeper with other variables. @returns what it has done, and counted */
async function swept(changed: Readonly<Record<string, string>> = {}) {
  const environment = { ...client.service.environment, AWS_LAMBDA_FUNCTION_NAME: "Sweeper", ...changed };
  const lines = writtenLines();
  const done = await createSweeper(environment)({}, { awsRequestId: "4a9c" });
  return { done, counted: lines.map((line) => JSON.parse(line)) };
}

const NOTHING = { erase: 0, process: 0, expire: 0, recount: 0, eraseOwner: 0 };

test("what the sweeper cannot finish is counted, for an alarm, and fails no run", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(await swept()).toEqual({ done: NOTHING, counted: [] });
  // As a table that does not answer: none of the chores that it lists can be asked for.
  const { counted } = await swept({ IMAGES_TABLE: "nowhere" });
  expect(counted).toMatchObject([{ FunctionName: "Sweeper", FailedChores: 3 }]);
});

test("an upload that the sweeper gives up after a day is counted by its code", async () => {
  const { images, originals, users } = awsStores(client.service.environment);
  const id = "01jd3v7k2mq8x4n5p6r7s8t9va";
  const owner = "0".repeat(32);
  const createdAt = new Date(Date.now() - (DAY_SECONDS + 60) * 1000).toISOString();
  const record = { ...newRecord(id, { owner }, 9), createdAt, defaults: await users.defaults(owner) };
  await images.create(record, "process", 0);
  await originals.put(id, Buffer.from("not drawn"), "image/jpeg");

  const { done, counted } = await swept();
  expect(done).toEqual({ ...NOTHING, process: 1 });
  const failure = { FunctionName: "Sweeper", Code: "internal-error", RequestId: "4a9c", Failures: 1 };
  expect(counted).toMatchObject([failure]);
});
