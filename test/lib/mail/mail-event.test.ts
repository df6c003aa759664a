import { expect, test } from "vitest";
import { lostAddresses } from "../../../lib/mail/mail-event.ts";

const bounce = (bounceType: string, ...emailAddresses: string[]) => ({
  eventType: "Bounce",
  bounce: { bounceType, bouncedRecipients: emailAddresses.map((emailAddress) => ({ emailAddress })) },
});

test("every recipient of a bounce for good is lost, whatever else the mail's header said", () => {
  const event = bounce("Permanent", "a@example.com", "Somebody <b@example.com>");
  expect(lostAddresses(JSON.stringify(event))).toEqual([
    { address: "a@example.com", reason: "bounce" },
    { address: "b@example.com", reason: "bounce" },
  ]);
});

test("whoever complains is lost", () => {
  const event = { eventType: "Complaint", complaint: { complainedRecipients: [{ emailAddress: "c@example.com" }] } };
  expect(lostAddresses(JSON.stringify(event))).toEqual([{ address: "c@example.com", reason: "complaint" }]);
});

test.each([
  ["a full mailbox", bounce("Transient", "a@example.com")],
  ["a bounce of no known kind", bounce("Undetermined", "a@example.com")],
  ["a delivery", { eventType: "Delivery", delivery: { recipients: ["a@example.com"] } }],
  ["a bounce of nobody", { eventType: "Bounce", bounce: { bounceType: "Permanent" } }],
  ["an event without a kind", {}],
  ["no event at all", null],
])("nobody is lost by %s", (_, event) => {
  expect(lostAddresses(JSON.stringify(event))).toEqual([]);
});

test("what is not JSON fails, so that it comes to the dead letters", () => {
  expect(() => lostAddresses("Successfully validated SNS topic")).toThrow(SyntaxError);
});
