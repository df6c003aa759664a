import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine, RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVERYTHING, synthesize } from "./synthesized.ts";
import { type TemplateJson, theOne } from "./template.ts";

const PLACE = { pseudoParameterOverrides: { region: "us-east-1", accountId: "123456789012" } };

let engine: Engine;
let folder: string;
beforeAll(() => {
  engine = new RegoEngine();
  folder = mkdtempSync(join(tmpdir(), "templates-"));
});
afterAll(() => {
  engine.free();
  rmSync(folder, { recursive: true });
});

/** What the schemas of the resources forbid. */
function errorsIn(template: TemplateJson): string[] {
  const file = join(folder, "template.json");
  writeFileSync(file, JSON.stringify(template));
  return engine
    .validateStandard(new TemplateFile(file), PLACE)
    .diagnostics.filter(({ severity }) => severity === "ERROR" || severity === "FATAL")
    .map(({ ruleId, message }) => `${ruleId} ${message}`);
}

test.each([
  ["nothing set", {}, "test"],
  ["everything set", EVERYTHING, "prod"],
] as const)("CloudFormation's schemas allow the template with %s", (_, settings, stage) => {
  expect(errorsIn(synthesize(settings, stage).toJSON() as TemplateJson)).toEqual([]);
});

test("the schemas notice a property that is wrong", () => {
  const { Type, Properties } = theOne(synthesize().toJSON() as TemplateJson, "AWS::SQS::Queue", /WorkQueue/);
  const broken = { Type, Properties: { ...Properties, VisibilityTimeout: "for a while" } };
  expect(errorsIn({ Resources: { Queue: broken } })).toContainEqual(expect.stringMatching(/not of type 'integer'/));
});
