import { describe, expect, test } from "vitest";
import { SignatureRefusal } from "../../../dev/cloud/signature-claim.ts";
import { signRequest, verifyRequest } from "../../../dev/cloud/signature-v4.ts";

const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const at = new Date("2013-05-24T00:00:00Z");
const scope = { service: "s3", region: "us-east-1", credentials, at } as const;
const later = (seconds: number) => ({ ...scope, at: new Date(at.getTime() + seconds * 1000) });
const refusalOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error instanceof SignatureRefusal ? error.code : error;
  }
  return undefined;
};

describe("the examples of the S3 documentation", () => {
  const sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const get = {
    method: "GET",
    target: "/test.txt",
    headers: {
      host: "examplebucket.s3.amazonaws.com",
      range: "bytes=0-9",
      "x-amz-content-sha256": sha256,
      "x-amz-date": "20130524T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request," +
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date," +
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
  };
  const presigned = {
    method: "GET",
    target:
      "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
      "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
      "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    headers: { host: "examplebucket.s3.amazonaws.com" },
  };

  test("a signed header is accepted for a quarter of an hour around its time", () => {
    expect(verifyRequest(get, later(900))).toMatchObject({ payloadHash: sha256, isPresigned: false });
    expect(verifyRequest(get, later(-900)).scope).toBe("20130524/us-east-1/s3/aws4_request");
    expect(refusalOf(() => verifyRequest(get, later(901)))).toBe("RequestTimeTooSkewed");
    expect(refusalOf(() => verifyRequest(get, later(-901)))).toBe("RequestTimeTooSkewed");
  });

  test("a presigned URL is accepted until it expires", () => {
    expect(verifyRequest(presigned, later(86_400))).toMatchObject({
      payloadHash: "UNSIGNED-PAYLOAD",
      isPresigned: true,
    });
    expect(refusalOf(() => verifyRequest(presigned, later(86_401)))).toBe("AccessDenied");
    expect(refusalOf(() => verifyRequest(presigned, later(-901)))).toBe("AccessDenied");
  });

  test.each([
    ["path", { target: "/test.txt2" }, "SignatureDoesNotMatch"],
    ["query", { target: "/test.txt?versionId=1" }, "SignatureDoesNotMatch"],
    ["method", { method: "PUT" }, "SignatureDoesNotMatch"],
    ["signed header", { headers: { ...get.headers, range: "bytes=0-8" } }, "SignatureDoesNotMatch"],
    ["missing header", { headers: { ...get.headers, range: undefined } }, "SignatureDoesNotMatch"],
    ["added x-amz header", { headers: { ...get.headers, "x-amz-acl": "public-read" } }, "AccessDenied"],
  ])("another %s is refused", (_, change, code) => {
    expect(refusalOf(() => verifyRequest({ ...get, ...change }, scope))).toBe(code);
  });
});

test.each([
  ["service", { service: "lambda" }],
  ["region", { region: "eu-west-1" }],
] as const)("a signature for another %s is refused", (_, other) => {
  const url = new URL("http://127.0.0.1:9000/photos/a.jpg");
  const headers = { host: url.host, ...signRequest({ method: "GET", url, headers: {} }, scope) };
  const wire = { method: "GET", target: url.pathname, headers };
  expect(refusalOf(() => verifyRequest(wire, { ...scope, ...other }))).toBe("AuthorizationHeaderMalformed");
});

test.each(["s3", "lambda"] as const)("what is signed for %s is accepted there, odd characters and all", (service) => {
  const url = new URL("http://127.0.0.1:9000/images/a%20b%2Bc(1)/%C3%BC.webp?b=2&a=%2F&a-b=1&empty");
  const signed = signRequest(
    { method: "PUT", url, headers: { "Content-Type": "image/webp", "User-Agent": "x" } },
    { ...scope, service },
  );
  const wire = { method: "PUT", target: url.pathname + url.search, headers: { host: url.host, ...signed } };
  expect(signed).toMatchObject({ "content-type": "image/webp", "x-amz-content-sha256": "UNSIGNED-PAYLOAD" });
  expect(verifyRequest(wire, { ...scope, service }).signature).toMatch(/^[0-9a-f]{64}$/);
  expect(
    verifyRequest({ ...wire, headers: { ...wire.headers, "user-agent": "proxy" } }, { ...scope, service }),
  ).toBeDefined();
});
