import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { type AttributeValue, DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, test } from "vitest";
import { awsStores } from "../../api/stores.ts";
import { sweep } from "../../lib/operations/sweep.ts";
import { SETTINGS } from "../../stacks/settings.ts";
import { type Client, problemOf, startClient } from "../contract/service.ts";
import { quadrants } from "../pictures/quadrants.ts";
import { synthesize } from "../stacks/synthesized.ts";

const DEPLOY = readFileSync("docs/deploy.md", "utf8");
const OPERATIONS = readFileSync("docs/operations.md", "utf8");

let client: Client | undefined;
afterEach(async () => {
  await client?.close();
  client = undefined;
});

test("the page on deploying has every setting in its table, and no other", () => {
  const rows = [...DEPLOY.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(([, names]) => names!.match(/[A-Z_]+/g));
  expect(rows.toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
});

test("the page on operations has a section for every alarm, and no other", () => {
  const sections = /## The alarms\n([\s\S]*?)\n## /.exec(OPERATIONS)?.[1] ?? "";
  const named = [...sections.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  const template = synthesize();
  const ringing = ["AWS::CloudWatch::Alarm", "AWS::Budgets::Budget"].flatMap((type) =>
    Object.keys(template.findResources(type)),
  );
  expect(named.toSorted()).toEqual(ringing.map((id) => /Alarms(\w+)[0-9A-F]{8}$/.exec(id)?.[1]).toSorted());
});

test("every resource that the page on operations asks for by its logical id is in the stack", () => {
  const resources = Object.entries(synthesize({ MAIL_FROM: "pictures@example.com" }).toJSON().Resources);
  const asked = [...OPERATIONS.matchAll(/\$\(resource ([\w:]+) "?(\w+)/g)].map(([, type, id]) => [type, id!]);
  const logs = [...OPERATIONS.matchAll(/`log (\w+)`/g)].map(([, name]) => ["Logs::LogGroup", `${name}FunctionLog`]);
  expect(asked.length).toBeGreaterThan(4);
  for (const [type, id] of [...asked, ...logs]) {
    const found = resources.filter(
      ([name, resource]) => name.startsWith(`ImageCdn${id}`) && (resource as { Type: string }).Type === `AWS::${type}`,
    );
    expect(found, `${type} ${id}`).toHaveLength(1);
  }
});

test("taking a picture down as the page says leaves nobody anything to see, not even its owner", async () => {
  client = await startClient();
  const id = await client.upload(await quadrants(60, 40).jpeg().toBuffer());
  await client.settled(id);
  await takeDown(client, id);
  const variant = await client.ask(`/images/${id}/transformation?w=32`, { as: null });
  expect(await problemOf(variant)).toEqual({ status: 404, code: "image-not-found" });
  expect((await client.ask(`/images/${id}`)).status).toBe(404);

  const inSixMinutes = new Date(Date.now() + 360_000);
  await sweep(awsStores(client.service.environment), inSixMinutes, (error) => expect.unreachable(String(error)));
  expect(await client.keys()).toMatchObject({ originals: [], variants: [] });
  const receipt = await client.ask(`/images/${id}/erasure`);
  expect(await receipt.json()).toMatchObject({ state: "complete" });
});

test("switching making off as the page says changes that one variable of both functions that make", async () => {
  const block = /^```sh making\n([\s\S]*?)^```$/m.exec(OPERATIONS)?.[1];
  const variables = { TRANSFORMS_PER_DAY: "500000", MAX_VARIANTS: "500" };
  const aws = `aws() {
    if [ "$2" = get-function-configuration ]; then echo '${JSON.stringify({ Variables: variables })}'
    else node -p 'JSON.stringify(process.argv.slice(1))' -- "$@"; fi
  }`;
  const resource = 'resource() { echo "$2"; }';
  const { stdout } = await promisify(execFile)("bash", ["-euc", `${aws}\n${resource}\n${block}`]);
  const calls = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string[]);
  const after = JSON.stringify({ Variables: { ...variables, TRANSFORMS_PER_DAY: "0" } });
  const changed = ["TransformerFunction", "ApiFunction"].map((name) => [
    ...["lambda", "update-function-configuration", "--function-name", name, "--environment", after],
    ...["--query", "LastUpdateStatus"],
  ]);
  expect(calls).toEqual(changed);
});

/** Runs the page's own command in a shell whose `aws` prints its arguments, and does what they say to the local table. */
async function takeDown({ service }: Client, id: string): Promise<void> {
  const block = /^```sh takedown\n([\s\S]*?)^```$/m.exec(OPERATIONS)?.[1];
  const aws = `aws() { node -p 'JSON.stringify(process.argv.slice(1))' -- "$@"; }`;
  const env = { ...process.env, ID: id, IMAGES_TABLE: service.environment.IMAGES_TABLE };
  const { stdout } = await promisify(execFile)("bash", ["-euc", `${aws}\n${block}`], { env });
  const [, , ...words] = JSON.parse(stdout) as string[];
  const options = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) options.set(words[at]!, words[at + 1]!);
  const { region, credentials, dynamoDb } = service.cloud;
  const item = <T = AttributeValue>(name: string): Record<string, T> => JSON.parse(options.get(name)!);
  await new DynamoDBClient({ region, credentials, endpoint: dynamoDb.url }).send(
    new UpdateItemCommand({
      TableName: options.get("--table-name"),
      Key: item("--key"),
      ConditionExpression: options.get("--condition-expression"),
      UpdateExpression: options.get("--update-expression"),
      ExpressionAttributeNames: item<string>("--expression-attribute-names"),
      ExpressionAttributeValues: item("--expression-attribute-values"),
    }),
  );
}
