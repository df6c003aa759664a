import { expect, test } from "vitest";
import { isPassing, ServiceError } from "../../../lib/aws/service-error.ts";

test.each(["SlowDown", "RequestTimeout", "ThrottlingException"])("%s passes", (code) => {
  expect(isPassing(new ServiceError(code, 400, 1))).toBe(true);
});

test.each(["AccessDenied", "NoSuchBucket", "ValidationException"])("%s stays", (code) => {
  expect(isPassing(new ServiceError(code, 400, 1))).toBe(false);
});

test.each(["ECONNRESET", "EPIPE", "EAI_AGAIN", "EHOSTUNREACH"])(
  "a connection that broke with %s is opened again",
  (code) => {
    expect(isPassing(Object.assign(new Error("broken"), { code }))).toBe(true);
  },
);
