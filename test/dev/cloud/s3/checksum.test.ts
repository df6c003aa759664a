import { expect, test } from "vitest";
import { createChecksum } from "../../../../dev/cloud/s3/checksum.ts";

// The check values of the CRC catalogue, and what FIPS 180-4 makes of the same nine digits.
test.each([
  ["crc32", "cbf43926"],
  ["crc32c", "e3069283"],
  ["crc64nvme", "ae8b14860a799888"],
  ["sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ["sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
] as const)("the %s of the nine digits is what its standard says, in one piece or in two", (algorithm, expected) => {
  const whole = createChecksum(algorithm);
  whole.update(Buffer.from("123456789"));
  const pieces = createChecksum(algorithm);
  pieces.update(Buffer.from("1234"));
  pieces.digest();
  pieces.update(Buffer.from("56789"));
  expect(whole.digest().toString("hex")).toBe(expected);
  expect(pieces.digest().toString("hex")).toBe(expected);
});
