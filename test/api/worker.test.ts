import { randomUUID } from "node:crypto";
import type { SQSEvent } from "aws-lambda";
import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { withFailuresCounted } from "../../api/counted-failures.ts";
import { awsStores, type Stores } from "../../api/stores.ts";
import { createWorker } from "../../api/worker.ts";
import { WORKER_SECONDS } from "../../lib/limits.ts";
import { newRecord } from "../../lib/operations/accept-upload.ts";
import type { ProblemCode } from "../../lib/problem.ts";
import { seconds } from "../../lib/time.ts";
import { type Client, startClient } from "../contract/service.ts";
import { writtenLines } from "./written-lines.ts";

let client: Client;
let stores: Stores;
beforeAll(async () => {
  client = await startClient({ AWS_LAMBDA_FUNCTION_NAME: "Worker" });
  stores = awsStores(client.service.environment);
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => client.close());

function failuresIn(lines: readonly string[], code: ProblemCode): unknown[] {
  return lines.map((line) => JSON.parse(line)).filter(({ Code, Failures }) => Failures === 1 && Code === code);
}

/** Has a worker of its own do what a message of the queue asks for. */
async function work(message: object, changed: Readonly<Record<string, string>> = {}) {
  const event = { Records: [{ messageId: "1", body: JSON.stringify(message) }] } as SQSEvent;
  const worker = createWorker({ ...client.service.environment, ...changed });
  return worker(event, { awsRequestId: "4a9c" });
}

/** An upload that has begun and whose bytes never come. */
async function begunUpload(): Promise<string> {
  const id = ulid().toLowerCase();
  const owner = "0".repeat(32);
  const defaults = await stores.users.defaults(owner);
  await stores.images.create({ ...newRecord(id, { owner, email: "you@example.com" }, 9), defaults }, "expire", 0);
  return id;
}

async function uploadNoPicture(): Promise<string> {
  const body = JSON.stringify({ contentType: "image/jpeg", sizeBytes: 9 });
  const begun = (await (await client.ask("/upload", { method: "POST", body })).json()) as {
    id: string;
    url: string;
    headers: Record<string, string>;
  };
  await fetch(begun.url, { method: "PUT", headers: begun.headers, body: "no pixels" });
  expect(await client.settled(begun.id)).toMatchObject({ state: "failed" });
  return begun.id;
}

test("an upload that is no picture is counted by its code, and once however often its message comes", async () => {
  const lines = writtenLines();
  const imageId = await uploadNoPicture();
  const failure = { FunctionName: "Worker", RequestId: expect.stringMatching(/^[\da-f-]{36}$/) };
  expect(failuresIn(lines, "media-type-unsupported")).toMatchObject([failure]);
  expect(await work({ act: "admit", imageId })).toEqual({ batchItemFailures: [] });
  expect(failuresIn(lines, "media-type-unsupported")).toHaveLength(1);
});

test("an upload that two workers find to be none is counted once", async () => {
  const codes: ProblemCode[] = [];
  const images = withFailuresCounted(stores.images, (code) => codes.push(code));
  const imageId = await begunUpload();
  const problem = { code: "image-undecodable", detail: "Nobody can read it." } as const;
  const both = [0, 0].map(() => images.fail(imageId, problem, 0));
  expect((await Promise.all(both)).sort()).toEqual([false, true]);
  expect(codes).toEqual(["image-undecodable"]);
});

test("a message that meets another worker at the same mail is counted as what passes", async () => {
  const lines = writtenLines();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const imageId = await begunUpload();
  await stores.images.fail(imageId, { code: "image-undecodable", detail: "Nobody can read it." }, 0);
  await stores.images.claimMail(imageId, "upload-failed", seconds(new Date()), WORKER_SECONDS);
  expect(await work({ act: "process", imageId })).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
  expect(failuresIn(lines, "unavailable")).toContainEqual(expect.objectContaining({ RequestId: "4a9c" }));
});

test("a message that comes again because a service below is away is counted by what it failed with", async () => {
  const lines = writtenLines();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const message = { act: "process", imageId: randomUUID() };
  const nowhere = { AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:9", CALL_MILLISECONDS: "200" };
  expect(await work(message, nowhere)).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
  const failures = failuresIn(lines, "unavailable");
  expect(failures).toContainEqual(expect.objectContaining({ FunctionName: "Worker", RequestId: "4a9c" }));
});
