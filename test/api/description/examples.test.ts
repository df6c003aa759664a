import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import { EXAMPLE_ID, EXAMPLE_TOKEN, type Example, type Operation } from "../../../api/description/operation.ts";
import { OPERATIONS } from "../../../api/description/operations.ts";
import type { AppOptions } from "../../../api/options.ts";
import type { Stores } from "../../../api/stores.ts";
import { unsubscribePath } from "../../../lib/unsubscribe-token.ts";
import { parseSigningKey } from "../../../lib/url/signing-key.ts";
import { type Client, startClient } from "../../contract/service.ts";
import { lastingPart } from "./lasting-part.ts";

/** Examples make one story about one image, told by one user. */
const NARRATOR = "ada";

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

let client: Client;
let imageId: string;
let unsubscribeToken: string;
let description: Described;
const ajv = new Ajv2020({ strict: false, formats: { uri: (text) => URL.canParse(text), "date-time": /^\d{4}-.*Z$/ } });

beforeAll(async () => {
  client = await startClient();
  description = (await (await client.ask("/openapi.json", { as: null })).json()) as Described;
  ajv.addSchema(description, "api");
  const { id } = (await (await client.ask("/users/me", { as: NARRATOR })).json()) as { id: string };
  const [key] = client.service.environment.SIGNING_KEY!.split(",").map((text) => parseSigningKey(text)!);
  unsubscribeToken = unsubscribePath(id, Math.floor(Date.now() / 1000) + 1_000, key!).split("t=")[1]!;
});
afterAll(() => client.close());

function send({ route, isPublic }: Operation, example: Example): Promise<Response> {
  const body = example.file ? readFile(example.file) : Promise.resolve(example.json && JSON.stringify(example.json));
  return body.then((bytes) =>
    client.ask(example.path.replaceAll(EXAMPLE_ID, imageId).replace(EXAMPLE_TOKEN, unsubscribeToken), {
      method: route.split(" ")[0]!,
      headers: { ...example.headers, ...(example.json && { "content-type": "application/json" }) },
      as: isPublic ? null : NARRATOR,
      ...(bytes !== undefined && { body: typeof bytes === "string" ? bytes : new Uint8Array(bytes) }),
    }),
  );
}

/** The media type's schema for an answer, as a pointer into the description. */
function schemaOf({ route }: Operation, status: number, contentType: string): string | undefined {
  const [method = "", path = ""] = route.split(" ");
  const described = path.replace(/:(\w+)/g, "{$1}");
  const content = description.paths[described]?.[method.toLowerCase()]?.responses[status]?.content ?? {};
  const type = [contentType, contentType.replace(/\/.*/, "/*")].find((each) => each in content);
  const steps = ["paths", described, method.toLowerCase(), "responses", `${status}`, "content", type ?? "", "schema"];
  return (
    type &&
    `api#/${steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`
  );
}

const EXAMPLES = OPERATIONS.flatMap((operation) =>
  operation.examples.map((example) => [`${operation.route}: ${example.summary}`, operation, example] as const),
);

describe("an example of the API's description works as it stands", () => {
  test.each(EXAMPLES)("%s", async (_name, operation, example) => {
    const response = await send(operation, example);
    expect(response.status).toBe(example.status);
    if (operation.id === "uploadImage" && response.ok) {
      imageId = response.headers.get("location")!.replace("/images/", "");
      await client.settled(imageId, NARRATOR);
    }
    if (operation.id === "reapplyDefaults") await client.settled(imageId, NARRATOR);
    const contentType = (response.headers.get("content-type") ?? "").split(";")[0]!;
    const bytes = await response.arrayBuffer();
    if (contentType === "") return expect(bytes.byteLength).toBe(0);
    const schema = schemaOf(operation, example.status, contentType);
    expect(schema, `${contentType} is described`).toBeDefined();
    if (!contentType.endsWith("json")) return expect(bytes.byteLength).toBeGreaterThan(500);
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    for (const each of [json, example.answer ?? json]) {
      ajv.validate(schema!, each);
      expect(ajv.errors).toBeNull();
    }
    if (example.answer !== undefined) expect(lastingPart(json)).toEqual(lastingPart(example.answer));
  });
});

test("the description has every route of the API, and no other", () => {
  // What the routes are does not depend on what they are given; none is called.
  const app = createApp({} as Stores, { allowedOrigins: [], limits: {} } as unknown as AppOptions);
  const routes = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  const ofEdge = "GET /images/:id/transformation";
  expect(new Set(OPERATIONS.map(({ route }) => route))).toEqual(new Set([...routes, ofEdge]));
});
