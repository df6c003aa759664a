import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import cdk from "../../cdk.json" with { type: "json" };
import { readConfig } from "../../stacks/config.ts";
import { ImageCdn } from "../../stacks/image-cdn.ts";

export const SETTINGS = {
  TOKEN_ISSUER: "https://issuer.example.com",
  TOKEN_AUDIENCE: "darkroom",
  TOKEN_JWKS_URL: "https://issuer.example.com/keys",
};

/** The template of a stack with these settings besides the required ones, with next to nothing for code. */
export function synthesize(settings: Parameters<typeof readConfig>[0] = {}): Template {
  const folder = mkdtempSync(join(tmpdir(), "stacks-"));
  try {
    const stack = new Stack(new App({ context: cdk.context, outdir: join(folder, "cdk.out") }), "test-darkroom");
    const config = readConfig({ ...SETTINGS, ...settings });
    new ImageCdn(stack, "ImageCdn", { buildFolder: buildTiny(folder), config });
    return Template.fromStack(stack);
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

/** Every statement that lets somebody do something. */
export function allowedIn(from: Template): Properties[] {
  const policies = ["AWS::IAM::Policy", "AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy"];
  const statements = policies.flatMap((type) =>
    propertiesOf(from, type).flatMap((policy) => policy.PolicyDocument.Statement as Properties[]),
  );
  return statements.filter((statement) => statement.Effect === "Allow");
}

function buildTiny(folder: string): string {
  for (const name of ["transformer", "api", "worker", "sweeper", "edge"]) mkdirSync(join(folder, name));
  for (const name of ["transformer", "api", "worker", "sweeper"]) {
    writeFileSync(join(folder, name, "index.mjs"), `export const handler = () => "${name}";`);
  }
  for (const name of ["viewer-request", "api-request"]) {
    writeFileSync(join(folder, "edge", `${name}.js`), `function handler(event) { return event.request; } // ${name}`);
  }
  return folder;
}
