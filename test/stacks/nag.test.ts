import { Aspects } from "aws-cdk-lib";
import { Annotations, Match } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, expect, test } from "vitest";
import { SUPPRESSIONS, type Suppression } from "./nag-suppressions.ts";
import { EVERYTHING, withStack } from "./synthesized.ts";

interface Finding {
  readonly path: string;
  /** e.g. `AwsSolutions-IAM5[Resource::<…>]: The IAM entity contains …` */
  readonly text: string;
}

const findings: Finding[] = [];
beforeAll(() => {
  for (const [settings, stage] of [[{}, "test"] as const, [EVERYTHING, "prod"] as const]) {
    withStack(settings, stage, (stack) => {
      Aspects.of(stack).add(new AwsSolutionsChecks());
      for (const { id, entry } of Annotations.fromStack(stack).findError("*", Match.anyValue())) {
        findings.push({ path: id, text: String(entry.data) });
      }
    });
  }
});

function isAbout({ rule, on, about = /^$/ }: Suppression, { path, text }: Finding): boolean {
  const [, foundRule, what = ""] = /^([\w-]+)(?:\[Resource::(.*?)\])?:/.exec(text) ?? [];
  return rule === foundRule && on.test(path) && about.test(what);
}

test("cdk-nag has nothing against the stack that has no reason", () => {
  expect(findings.filter((finding) => !SUPPRESSIONS.some((each) => isAbout(each, finding)))).toEqual([]);
});

test.each(SUPPRESSIONS)("what $rule finds is still there, so that its reason is needed: $reason", (suppression) => {
  expect(findings.filter((finding) => isAbout(suppression, finding))).not.toEqual([]);
});
