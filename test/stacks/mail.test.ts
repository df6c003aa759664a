import type { Template } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { allowedIn, synthesize } from "./synthesized.ts";

const sending = (from: Template) =>
  allowedIn(from).filter((statement) => [statement.Action].flat().join().includes("ses:"));

test("without a sender nothing of SES is made, and nobody may send", () => {
  const template = synthesize();
  template.resourceCountIs("AWS::SES::EmailIdentity", 0);
  expect(sending(template)).toEqual([]);
});

test("with a sender the worker alone may send, and only from that address", () => {
  const withMail = synthesize({ MAIL_FROM: "pictures@example.com" });
  withMail.resourceCountIs("AWS::SES::EmailIdentity", 1);
  expect(sending(withMail).map((statement) => statement.Condition)).toEqual([
    { StringEquals: { "ses:FromAddress": "pictures@example.com" } },
  ]);
});
