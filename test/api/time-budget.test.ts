import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openRig, type Rig } from "../faults/rig.ts";

/** Seconds that Lambda gives the functions here, so that their time is soon over; calls would wait for a minute. */
const LIFE_SECONDS = 3;

let rig: Rig;

beforeAll(async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  rig = await openRig({ settings: { CALL_MILLISECONDS: "60000" }, lifeSeconds: LIFE_SECONDS });
});
afterAll(() => rig.close());

test("a request that a service below keeps waiting is answered 503 before Lambda ends it", async () => {
  rig.plan.strike("hang", { call: "dynamodb GetItem users account", turn: 1 });
  const answer = await rig.api("/users/me", { as: "ann" });
  expect(await answer.json()).toMatchObject({ status: 503, code: "unavailable" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  await rig.recover();
});

test("so is a miss", async () => {
  rig.plan.strike("hang", { call: "dynamodb UpdateItem images set variantCount", turn: 1 });
  const answer = await rig.transformer("images/00000000000000000000000001/w-100.auto");
  expect(await answer.json()).toMatchObject({ status: 503, code: "unavailable" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  await rig.recover();
});
