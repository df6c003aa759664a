import { Annotations, Match, type Template } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { allowedIn, type Properties, propertiesOf, synthesize, withStack } from "./synthesized.ts";

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

test("a sender that SES knows already is not made again, and its mails tell of bounces all the same", () => {
  const known = synthesize({ MAIL_FROM: "pictures@example.com", MAIL_IDENTITY: "existing" });
  known.resourceCountIs("AWS::SES::EmailIdentity", 0);
  const [[set] = []] = Object.entries(known.findResources("AWS::SES::ConfigurationSet"));
  const told = propertiesOf(known, "AWS::Lambda::Function").filter(
    (each) => "MAIL_FROM" in (each.Environment?.Variables ?? {}),
  );
  expect(told.map(({ Description, Environment: { Variables } }) => [Description, Variables])).toEqual([
    [
      expect.stringMatching(/sends mail/),
      expect.objectContaining({ MAIL_FROM: "pictures@example.com", MAIL_CONFIGURATION_SET: { Ref: set } }),
    ],
  ]);
});

test("bounces and complaints reach the function that switches an address off, and it can write nothing else", () => {
  const withMail = synthesize({ MAIL_FROM: "pictures@example.com" });
  const [destination] = propertiesOf(withMail, "AWS::SES::ConfigurationSetEventDestination");
  expect(destination?.EventDestination.MatchingEventTypes).toEqual(["bounce", "complaint"]);
  const topic = destination?.EventDestination.SnsDestination.TopicARN.Ref;
  const [subscription] = propertiesOf(withMail, "AWS::SNS::Subscription");
  expect(subscription).toMatchObject({ Protocol: "lambda", TopicArn: { Ref: topic } });
  expect(subscription?.Endpoint["Fn::GetAtt"][0]).toMatch(/MailEventsFunction/);
  const [policy] = propertiesOf(withMail, "AWS::IAM::Policy").filter((each) => /MailEvents/.test(each.PolicyName));
  const actions = policy?.PolicyDocument.Statement.flatMap((each: Properties) => each.Action);
  expect(actions.filter((action: string) => action.startsWith("dynamodb:"))).toEqual(["dynamodb:PutItem"]);
});

test("SES itself sends nothing to addresses that bounced or complained", () => {
  const withMail = synthesize({ MAIL_FROM: "pictures@example.com" });
  expect(propertiesOf(withMail, "AWS::SES::ConfigurationSet")).toEqual([
    { SuppressionOptions: { SuppressedReasons: ["BOUNCE", "COMPLAINT"] } },
  ]);
});

test("SES may publish to the topic before it is told of it", () => {
  const withMail = synthesize({ MAIL_FROM: "pictures@example.com" });
  const [publishing] = allowedIn(withMail).filter((each) => each.Principal?.Service === "ses.amazonaws.com");
  expect(publishing?.Condition).toEqual({ StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } });
  const [destination] = Object.values(withMail.findResources("AWS::SES::ConfigurationSetEventDestination"));
  expect(destination?.DependsOn).toEqual([expect.stringMatching(/TopicPolicy/)]);
});

test.each([
  ["in one clear line", {}, [expect.stringMatching(/^MAIL_FROM is not set: mail is off/)]],
  ["not where there is a sender", { MAIL_FROM: "pictures@example.com" }, []],
])("that mail is off is said at synthesis, %s", (_, settings, lines) => {
  withStack(settings, "test", (stack) => {
    const said = Annotations.fromStack(stack).findInfo("*", Match.anyValue());
    expect(said.map(({ entry }) => entry.data)).toEqual(lines);
  });
});
