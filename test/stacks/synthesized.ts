import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import cdk from "../../cdk.json" with { type: "json" };
import { DIALECTS } from "../../lib/url/dialects/dialects.ts";
import { DEFAULT_UNSIGNED_URLS } from "../../lib/url/unsigned.ts";
import { settingsStatement } from "../../stacks/build/edge-settings.ts";
import { LAMBDA_ENTRIES } from "../../stacks/build/entries.ts";
import { readConfig } from "../../stacks/config.ts";
import { ImageCdnStack } from "../../stacks/image-cdn-stack.ts";
import type { Settings } from "../../stacks/settings.ts";

/** Everything that a deployer may turn on, so that nothing of the stacks is left out. */
export const EVERYTHING: Settings = {
  MAIL_FROM: "pictures@example.com",
  DOMAIN_NAME: "images.example.com",
  CERTIFICATE_ARN: "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
  ALLOWED_ORIGINS: "https://shop.example,https://www.example.com",
  SIGNING_KEY_IDS: "k2,k1",
  SIGNED_URLS: "sizes",
  LADDER: "320,640,1280",
  DIALECTS: "imgix,cloudflare,cloudinary,thumbor,ipx",
  EDGE_PARAMETERS: "core",
  TRANSFORMER_CONCURRENCY: "40",
  ALARM_EMAIL: "you@example.com",
  SVG: "on",
  DETAILED_METRICS: "on",
};

const templates = new Map<string, Template>();

/** The template of a stack with these settings, with next to nothing for code; made once, and not to be changed. */
export function synthesize(settings: Settings = {}, stage = "test"): Template {
  const key = JSON.stringify([settings, stage]);
  const template = templates.get(key) ?? withStack(settings, stage, (stack) => Template.fromStack(stack));
  templates.set(key, template);
  return template;
}

/** Hands a stack over while its code is there. */
export function withStack<T>(settings: Settings, stage: string, use: (stack: Stack) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    const app = new App({ context: cdk.context, outdir: join(folder, "cdk.out") });
    const config = readConfig(settings, stage);
    return use(new ImageCdnStack(app, `${stage}-darkroom`, { ...config, buildFolder: buildTiny(folder) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A resource's own properties, of a shape that only CloudFormation knows. */
// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of hundreds of shapes; a wrong path fails the test.
export type Properties = Record<string, any>;

export function propertiesOf(template: Template, type: string): Properties[] {
  return Object.values(template.findResources(type)).map((resource) => resource.Properties);
}

const POLICIES = ["AWS::IAM::Policy", "AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy"];

/** Every statement that lets somebody do something. */
export function allowedIn(from: Template): Properties[] {
  const statements = POLICIES.flatMap((type) =>
    propertiesOf(from, type).flatMap((policy) => policy.PolicyDocument.Statement as Properties[]),
  );
  return statements.filter((statement) => statement.Effect === "Allow");
}

/** A build folder whose code is a line each. */
export function buildTiny(folder: string): string {
  for (const name of Object.keys(LAMBDA_ENTRIES)) {
    write(join(folder, name), "index.mjs", `export const handler = () => "${name}";`);
  }
  const dialects = DIALECTS.map((dialect) => `${dialect}.dialect`);
  for (const name of ["viewer-request", "viewer-request.core", "api-request", "page-request", ...dialects]) {
    const settings = /^viewer|dialect$/.test(name) ? settingsStatement(DEFAULT_UNSIGNED_URLS) : "";
    write(
      join(folder, "edge"),
      `${name}.js`,
      `${settings}function handler(event) { return event.request; } // ${name}`,
    );
  }
  write(join(folder, "playground"), "index.html", "<!doctype html><title>Darkroom</title>");
  write(join(folder, "playground"), "docs.html", "<!doctype html><title>Reference</title>");
  write(join(folder, "playground", "assets"), "playground.js", "document.title;");
  return folder;
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}
