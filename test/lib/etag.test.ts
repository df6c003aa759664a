import { expect, test } from "vitest";
import { etagOf } from "../../lib/etag.ts";

test("an ETag is the quoted MD5 of the bytes, as S3 gives it", () => {
  expect(etagOf(Buffer.from("hello"))).toBe('"5d41402abc4b2a76b9719d911017c592"');
});
