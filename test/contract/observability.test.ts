import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServer } from "../../api/server.ts";
import { startHttpApi } from "../../dev/cloud/http-api.ts";
import { lambdaContext } from "../../dev/cloud/lambda/context.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { type Client, startClient } from "./service.ts";

const REQUEST_ID = /^[0-9a-f-]{36}$/;

let client: Client;
let id: string;

beforeAll(async () => {
  client = await startClient();
  id = await client.upload(await quadrants(600, 400).jpeg().toBuffer());
  await client.settled(id);
});
afterAll(() => client.close());

function view(query: string): Promise<Response> {
  return client.ask(`/images/${id}/transformation?${query}`, { as: null });
}

/** The stages of a `Server-Timing`, with their milliseconds. */
function stagesOf({ headers }: Response): Record<string, number> {
  const found = (headers.get("server-timing") ?? "").matchAll(/([\w-]+);dur=([\d.]+)/g);
  return Object.fromEntries([...found].map(([, name, milliseconds]) => [name, Number(milliseconds)]));
}

describe("Server-Timing", () => {
  test("tells of a made answer what its stages took, beside what the edge says", async () => {
    const made = await view("w=300&fmt=png");
    const { total, ...stages } = stagesOf(made);
    expect(Object.keys(stages).sort()).toEqual(["read", "record", "render"]);
    for (const milliseconds of Object.values(stages)) expect(milliseconds).toBeLessThanOrEqual(total!);
    expect(made.headers.get("server-timing")).toContain("cdn-cache-miss");
    expect(made.headers.get("x-image-origin")).toBe("transformer");
  });

  test("of what was stored tells the edge alone", async () => {
    await view("w=320&fmt=png");
    await client.stored(`images/${id}/w-320.png`);
    await client.ask("/_local/edge/empty", { method: "POST", as: null });
    const stored = await view("w=320&fmt=png");
    expect([stagesOf(stored), stored.headers.has("x-image-origin")]).toEqual([{}, false]);
  });
});

describe("X-Request-Id", () => {
  test.each([
    ["a made picture", () => view("w=350&fmt=png"), 200],
    ["a picture that could not be made", () => view("rect=9000,9000,1,1"), 400],
    ["an answer of the API", () => client.ask("/users/me"), 200],
    ["an answer without a body", () => client.ask(`/images/${id}/defaults`, { method: "POST" }), 202],
    ["a problem of the API", () => client.ask("/images/00000000000000000000000000"), 404],
    ["an address that there is not", () => client.ask("/users/nobody"), 404],
  ])("names the invocation behind %s", async (_what, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("x-request-id")).toMatch(REQUEST_ID);
  });

  test("is what the log has, where a problem is counted by its code", async () => {
    const lines: string[] = [];
    const server = createServer({ ...client.service.environment, AWS_LAMBDA_FUNCTION_NAME: "Api" });
    const write = process.stdout.write;
    process.stdout.write = ((line: string) => lines.push(line) > 0) as typeof write;
    const api = await startHttpApi({
      handler: (event) => server(event, lambdaContext("Api", "4a9c", 29)),
      timeoutSeconds: 5,
    });
    const answer = await fetch(`${api.url}/images`).finally(() => {
      process.stdout.write = write;
    });
    await api.close();
    expect(answer.headers.get("x-request-id")).toBe("4a9c");
    const logged = lines.filter((line) => line.includes("Failures")).map((line) => JSON.parse(line));
    expect(logged).toMatchObject([{ FunctionName: "Api", Code: "token-missing", RequestId: "4a9c", Failures: 1 }]);
  });
});
