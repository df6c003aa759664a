import { beforeAll, expect, test } from "vitest";
import { runEveryAct } from "./every-act.ts";
import { covers, grantedRights } from "./granted-rights.ts";
import { neededRights, type Right } from "./needed-rights.ts";
import { recordCalls } from "./recorded-calls.ts";
import { EVERYTHING, synthesize } from "./synthesized.ts";
import type { TemplateJson } from "./template.ts";

const CALLERS = ["Transformer", "Api", "Worker", "Sweeper", "MailEvents"];

/** What no call of ours is seen for, and why it is granted all the same. */
const UNSEEN: readonly (readonly [right: RegExp, reason: string])[] = [
  [/^logs:(CreateLogStream|PutLogEvents) .*FunctionLog/, "Lambda itself writes the log"],
  [/^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueAttributes|GetQueueUrl) queue$/, "Lambda polls"],
  [/^sqs:SendMessage .*MailEventsDeadLetters/, "Lambda itself keeps what could not be read"],
  [/^ses:SendRawEmail .*:configuration-set\//, "SES checks the set besides the identity"],
  [/^ssm:GetParameter .*SigningKeys/, "the local service has its key in the environment"],
];

let needed: Right[];
let granted: Right[];
beforeAll(async () => {
  granted = grantedRights(synthesize(EVERYTHING).toJSON() as TemplateJson, CALLERS);
  const recorder = recordCalls();
  try {
    await runEveryAct(recorder);
  } finally {
    recorder.stop();
  }
  needed = neededRights(recorder.calls);
}, 120_000);

test.each(CALLERS)("the %s may do all that it was seen to do", (caller) => {
  const own = needed.filter((right) => right.caller === caller);
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((right) => !granted.some((each) => covers(each, right)))).toEqual([]);
});

test.each(CALLERS)("the %s may do nothing that it was not seen to do", (caller) => {
  const idle = granted.filter((each) => each.caller === caller && !needed.some((right) => covers(each, right)));
  const texts = idle.map(({ action, on }) => `${action} ${on}`);
  expect(texts.filter((text) => !UNSEEN.some(([right]) => right.test(text)))).toEqual([]);
});
