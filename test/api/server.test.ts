import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { startClient } from "../contract/service.ts";
import { startDeploymentCloud } from "./deployment-cloud.ts";

const PARAMETER = "/darkroom/test/SigningKeys/k9";

async function startWithParameter() {
  const ssm = await startDeploymentCloud();
  const variables = { AWS_ENDPOINT_URL_SSM: ssm.url, AWS_REGION: "us-east-1" };
  const credentials = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" };
  for (const [name, value] of Object.entries({ ...variables, ...credentials })) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const client = await startClient({ SIGNING_KEY: "", SIGNING_KEY_PARAMETER: PARAMETER });
  onTestFinished(() => client.close());
  return { ssm, client };
}

test("the API signs with the key that SSM has, and reads it once", async () => {
  const { ssm, client } = await startWithParameter();
  ssm.parameters.set(PARAMETER, "k9.a-secret-of-some-length");
  const id = await client.upload(await readFile("dev/demo/sunset.jpg"));
  const locations: (string | null)[] = [];
  for (const width of [641, 642]) {
    const answer = await client.ask(`/images/${id}?w=${width}&fmt=json`, { method: "POST" });
    locations.push(answer.headers.get("location"));
  }
  expect(locations).toEqual(Array(2).fill(expect.stringMatching(/&s=k9\.[\w-]{43}$/)));
  expect(ssm.reads).toEqual([PARAMETER]);
});

test("while the key cannot be read, who asks for URLs is answered a problem, and it is read again at the next request", async () => {
  const { ssm, client } = await startWithParameter();
  vi.spyOn(console, "error").mockImplementation(() => {});
  const first = await client.ask("/images");
  expect([first.status, first.headers.get("content-type")]).toEqual([500, "application/problem+json"]);
  ssm.parameters.set(PARAMETER, "k9.a-secret-of-some-length");
  expect((await client.ask("/images")).status).toBe(200);
});
