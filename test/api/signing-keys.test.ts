import { Agent } from "node:http";
import { CloudFrontKeyValueStoreClient } from "@aws-sdk/client-cloudfront-keyvaluestore";
import { SSMClient } from "@aws-sdk/client-ssm";
import { expect, onTestFinished, test, vi } from "vitest";
import { createSigningKeys } from "../../api/signing-keys.ts";
import { startDeploymentCloud } from "./deployment-cloud.ts";

const FOLDER = "/darkroom/test/SigningKeys";
const PLACE = { Folder: FOLDER, KeyValueStoreArn: "arn:aws:cloudfront::123456789012:key-value-store/0a1b" };

async function startKeys() {
  const cloud = await startDeploymentCloud();
  const common = {
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  };
  const { port } = new URL(cloud.url);
  // The SDK puts the account before the host's name; whatever it is called, it is this machine.
  const httpAgent = new Agent({
    lookup: (_name, _options, found) => found(null, [{ address: "127.0.0.1", family: 4 }]),
  });
  const keyValueStore = new CloudFrontKeyValueStoreClient({
    ...common,
    endpoint: `http://localhost:${port}`,
    requestHandler: { httpAgent },
  });
  const ssm = new SSMClient({ ...common, endpoint: cloud.url });
  onTestFinished(() => {
    ssm.destroy();
    keyValueStore.destroy();
  });
  return { cloud, handler: createSigningKeys({ ssm, keyValueStore, pausesSeconds: [0, 0] }) };
}

test("a deployment makes a secret that SSM and the edge know, and CloudFormation does not", async () => {
  const { cloud, handler } = await startKeys();
  await handler(cloud.event("Create", { ...PLACE, KeyIds: ["k1"] }));
  const secret = cloud.values.get("signing-key-k1");
  expect(secret).toMatch(/^[\w-]{43}$/);
  expect([...cloud.parameters]).toEqual([[`${FOLDER}/k1`, `k1.${secret}`]]);
  expect(cloud.answers).toMatchObject([{ Status: "SUCCESS", PhysicalResourceId: "Keys" }]);
  expect(JSON.stringify(cloud.answers)).not.toContain(secret);
});

test("the same deployment again changes no secret", async () => {
  const { cloud, handler } = await startKeys();
  const properties = { ...PLACE, KeyIds: ["k1"] };
  await handler(cloud.event("Create", properties));
  const before = new Map(cloud.values);
  await handler(cloud.event("Create", properties));
  await handler(cloud.event("Update", properties, properties));
  expect(cloud.values).toEqual(before);
});

test("a new key comes beside the old one, and one that is named no more is good no more", async () => {
  const { cloud, handler } = await startKeys();
  const one = { ...PLACE, KeyIds: ["k1"] };
  const both = { ...PLACE, KeyIds: ["k2", "k1"] };
  const other = { ...PLACE, KeyIds: ["k2"] };
  await handler(cloud.event("Create", one));
  await handler(cloud.event("Update", both, one));
  expect([...cloud.values.keys()].sort()).toEqual(["signing-key-k1", "signing-key-k2"]);
  const old = cloud.values.get("signing-key-k1");
  await handler(cloud.event("Update", other, both));
  expect([...cloud.values.keys()]).toEqual(["signing-key-k2"]);
  await handler(cloud.event("Update", both, other));
  expect(cloud.values.get("signing-key-k1")).toBe(old);
});

test.each([
  ["does not know of itself yet", ["ResourceNotFoundException", "ResourceNotFoundException"]],
  ["is in no state to be written", ["ConflictException", "ConflictException"]],
])("a store that %s is asked again until it is ready", async (_, refusals) => {
  const { cloud, handler } = await startKeys();
  cloud.storeRefusals.push(...refusals);
  await handler(cloud.event("Create", { ...PLACE, KeyIds: ["k1"] }));
  expect(cloud.answers).toMatchObject([{ Status: "SUCCESS" }]);
  expect([...cloud.values.keys()]).toEqual(["signing-key-k1"]);
});

test.each([
  ["is never ready", ["ConflictException", "ConflictException", "ConflictException"]],
  ["may not be written", ["AccessDeniedException"]],
])("a store that %s fails the deployment", async (_, refusals) => {
  const { cloud, handler } = await startKeys();
  vi.spyOn(console, "error").mockImplementation(() => {});
  cloud.storeRefusals.push(...refusals);
  await handler(cloud.event("Create", { ...PLACE, KeyIds: ["k1"] }));
  expect(cloud.answers).toMatchObject([{ Status: "FAILED" }]);
  expect([cloud.storeRefusals.length, cloud.values.size]).toEqual([0, 0]);
});

test("when the stack goes, every key goes, and going twice is no failure", async () => {
  const { cloud, handler } = await startKeys();
  const properties = { ...PLACE, KeyIds: Array.from({ length: 12 }, (_, index) => `k${index}`) };
  await handler(cloud.event("Create", properties));
  cloud.parameters.set("/darkroom/other/SigningKeys/k1", "k1.of-another-stack");
  await handler(cloud.event("Delete", properties));
  await handler(cloud.event("Delete", properties));
  expect([...cloud.values]).toEqual([]);
  expect([...cloud.parameters.keys()]).toEqual(["/darkroom/other/SigningKeys/k1"]);
  expect(cloud.answers.map(({ Status }) => Status)).toEqual(Array(3).fill("SUCCESS"));
});

test("a failure is told to CloudFormation, without a secret, and not thrown", async () => {
  const { cloud, handler } = await startKeys();
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  cloud.parameters.set(`${FOLDER}/k1`, "no-key");
  await handler(cloud.event("Create", { ...PLACE, KeyIds: ["k1"] }));
  expect(cloud.answers).toMatchObject([{ Status: "FAILED", Reason: `${FOLDER}/k1 holds no signing key` }]);
  expect(JSON.stringify([cloud.answers, log.mock.calls])).not.toContain("no-key");
});
