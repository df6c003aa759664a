import { afterEach, expect, test } from "vitest";
import { buildEdgeFunction } from "../../../stacks/build/edge-function.ts";
import { type FunctionService, startFunctionService } from "./function-service.ts";
import { findFunction, type Probe, stageFunction } from "./probe.ts";
import { probeTable } from "./probe-table.ts";
import { REAL_REQUESTS } from "./real-requests.ts";

let service: FunctionService | undefined;
afterEach(() => service?.close());

async function probesOf(rows: "all" | "core", utilization: number): Promise<Probe[]> {
  service = await startFunctionService(utilization);
  const { code } = await buildEdgeFunction("edge/viewer-request.ts", rows);
  const probe = await stageFunction(service.client, await findFunction(service.client, "ViewerRequest"), code);
  const requests = REAL_REQUESTS.filter((each) => each.isCore || rows === "all");
  return Promise.all(requests.map(probe));
}

const faultsOf = (probes: readonly Probe[]) => probes.flatMap(({ faults }) => faults);

test("a function that takes half of its time and answers every real request rightly may go live", async () => {
  expect(faultsOf(await probesOf("all", 50))).toEqual([]);
});

test("the core build answers its share of the real requests as the whole function does", async () => {
  expect(faultsOf(await probesOf("core", 21))).toEqual([]);
});

test("a function that takes more than half of its time is refused, whichever request it is", async () => {
  const probes = await probesOf("all", 51);
  expect(probes.map(({ faults }) => faults.length)).toEqual(probes.map(() => 1));
});

test("what CloudFront runs is the code of this repository", async () => {
  await probesOf("all", 21);
  expect(service!.stagedCode()).toBe((await buildEdgeFunction("edge/viewer-request.ts")).code);
});

test("a function that answers otherwise than pages expect is refused", async () => {
  service = await startFunctionService(21);
  const code = "function handler(event) { return event.request; }";
  const probe = await stageFunction(service.client, await findFunction(service.client, "ViewerRequest"), code);
  expect((await probe(REAL_REQUESTS[1]!)).faults).toEqual(["answers transformation, not w-640.auto-avif"]);
});

test("a name that is no function's is answered with the names that there are", async () => {
  service = await startFunctionService(21);
  await expect(findFunction(service.client, "nobody")).rejects.toThrow(/ViewerRequest0A1B2C3D/);
});

test("the table names each request, its share of the time, and why it is refused", async () => {
  const table = probeTable(await probesOf("core", 77));
  expect(table).toMatch(/^ 77 % {2}.*w-640\.auto-avif\n {7}REFUSED: takes 77 %/m);
});
