import { expect, test } from "vitest";
import { asProblem } from "../../../lib/aws/as-problem.ts";

function named(name: string): Error {
  return Object.assign(new Error("from below"), { name });
}

test.each([
  ["S3", "SlowDown"],
  ["DynamoDB", "ProvisionedThroughputExceededException"],
  ["SQS", "RequestThrottled"],
  ["SES", "Throttling"],
  ["CloudFront", "TooManyInvalidationsInProgress"],
  ["CloudFront, failing", "InternalFailure"],
])("whoever is told by %s to come later tells its caller so: %s", (_service, name) => {
  expect(asProblem(named(name)).code).toBe("unavailable");
});

test("what is wrong with our own request is our fault", () => {
  expect(asProblem(named("AccessDenied")).code).toBe("internal-error");
});
