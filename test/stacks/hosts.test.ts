import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack, Tags } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { App as SstApp } from "sst/constructs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import cdk from "../../cdk.json" with { type: "json" };
// SST hands its project over by a global that its command line sets, and its package does not export.
import { setProject } from "../../node_modules/sst/project.js";
import { readConfig } from "../../stacks/config.ts";
import { ImageCdn } from "../../stacks/image-cdn.ts";
import { ImageCdnStack } from "../../stacks/image-cdn-stack.ts";
import { buildTiny, EVERYTHING } from "./synthesized.ts";

const ACCOUNT = "123456789012";
const REGION = "us-east-1";
const STAGE = "test";

let folder: string;
beforeAll(() => {
  folder = buildTiny(mkdtempSync(join(tmpdir(), "hosts-")));
});
afterAll(async () => {
  // SST opens its log some time later, and would miss the folder.
  await vi.waitUntil(() => existsSync(join(folder, "debug.log")));
  rmSync(folder, { recursive: true });
});

function stackIn(app: App): ImageCdnStack {
  const env = { account: ACCOUNT, region: REGION };
  return new ImageCdnStack(app, `${STAGE}-darkroom`, { ...readConfig(EVERYTHING, STAGE), buildFolder: folder, env });
}

test("a plain CDK app and an SST one host the same stack", async () => {
  const plain = stackIn(new App({ context: cdk.context, outdir: join(folder, "plain") }));
  // All that SST adds is how it finds its stacks again.
  Tags.of(plain).add("sst:app", "darkroom");
  Tags.of(plain).add("sst:stage", STAGE);
  const app = sstApp();
  const hosted = stackIn(app);
  await app.finish();
  expect(Template.fromStack(hosted).toJSON()).toEqual(Template.fromStack(plain).toJSON());
});

function sstApp(): SstApp {
  const paths = { root: folder, out: folder, config: folder, artifacts: folder };
  const config = { stage: STAGE, name: "darkroom", region: REGION, ssmPrefix: "/sst/" };
  setProject({
    config,
    paths,
    version: "",
    cdkVersion: "",
    constructsVersion: "",
    metafile: { inputs: {}, outputs: {} },
    stacks: () => {},
  });
  return new SstApp(
    { account: ACCOUNT, stage: STAGE, name: "darkroom", region: REGION, mode: "deploy" },
    { outdir: join(folder, "sst"), context: cdk.context },
  );
}

test("a stack somewhere else than in us-east-1 is refused before anything is made", () => {
  const env = { account: ACCOUNT, region: "eu-central-1" };
  const elsewhere = () => new ImageCdnStack(new App(), "elsewhere", { buildFolder: folder, env });
  expect(elsewhere).toThrow(/eu-central-1; Darkroom's stack must be in us-east-1/);
});

test("somebody's own stack holds the construct with nothing but the place of the code", () => {
  const stack = new Stack(new App({ outdir: join(folder, "own") }), "shop");
  const pictures = new ImageCdn(stack, "Pictures", { buildFolder: folder });
  expect(pictures.publicUrl).toMatch(/^https:/);
  Template.fromStack(stack).resourceCountIs("AWS::CloudFront::Distribution", 1);
});
