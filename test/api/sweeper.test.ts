import { afterEach, expect, test, vi } from "vitest";
import { createSweeper } from "../../api/sweeper.ts";
import { type Client, startClient } from "../contract/service.ts";

let client: Client | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await client?.close();
});

test("what the sweeper cannot finish is counted, for an alarm, and fails no run", async () => {
  client = await startClient();
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const environment = { ...client.service.environment, AWS_LAMBDA_FUNCTION_NAME: "Sweeper" };
  expect(await createSweeper(environment)()).toEqual({ erase: 0, process: 0, expire: 0, recount: 0, eraseOwner: 0 });
  expect(lines).toEqual([]);
  // As a table that does not answer: none of the chores that it lists can be asked for.
  await createSweeper({ ...environment, IMAGES_TABLE: "nowhere" })();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ FunctionName: "Sweeper", FailedChores: 3 }]);
});
