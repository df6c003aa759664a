import { expect, test } from "vitest";
import { deriveKey } from "../../../../dev/cloud/canonical-request.ts";
import { decodeAwsChunked } from "../../../../dev/cloud/s3/aws-chunked.ts";
import { ChunkSignatures } from "../../../../dev/cloud/s3/chunk-signatures.ts";

async function* inPieces(text: string, sizeBytes: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += sizeBytes) yield bytes.subarray(start, start + sizeBytes);
}

async function decode(text: string, pieceBytes: number, signatures?: ChunkSignatures) {
  const trailers = new Map<string, string>();
  const pieces: Buffer[] = [];
  for await (const piece of decodeAwsChunked(inPieces(text, pieceBytes), trailers, signatures)) pieces.push(piece);
  return { body: Buffer.concat(pieces).toString(), trailers };
}

test.each([1, 2, 3, 7, 1000])("a body is read however it was cut on its way, here into pieces of %i", async (size) => {
  const wire = "5\r\nhello\r\n3\r\n\r\n!\r\n0\r\nX-Amz-Checksum-Crc32: abc=\r\n\r\n";
  const { body, trailers } = await decode(wire, size);
  expect(body).toBe("hello\r\n!");
  expect([...trailers]).toEqual([["x-amz-checksum-crc32", "abc="]]);
});

test.each([
  ["ends inside a chunk", "5\r\nhel", "IncompleteBody"],
  ["ends between chunks", "5\r\nhello\r\n", "IncompleteBody"],
  ["ends in its trailers", "0\r\nx-amz-checksum-crc32: abc=\r\n", "IncompleteBody"],
  ["has a size that is none", "x\r\nhello\r\n0\r\n\r\n", "IncompleteBody"],
  ["has more in a chunk than it said", "4\r\nhello\r\n0\r\n\r\n", "IncompleteBody"],
  ["has a trailer that is none", "0\r\nnothing\r\n\r\n", "MalformedTrailerError"],
  ["goes on after its end", "0\r\n\r\n0\r\n\r\n", "MalformedTrailerError"],
])("a body that %s is refused", async (_, wire, code) => {
  await expect(decode(wire, 1000)).rejects.toMatchObject({ code });
});

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html#example-signature-calculations-streaming
const scope = { date: "20130524", region: "us-east-1", service: "s3" };
const request = {
  isPresigned: false,
  payloadHash: "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  signature: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  amzDate: "20130524T000000Z",
  scope: "20130524/us-east-1/s3/aws4_request",
  signingKey: deriveKey(scope, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
};
const chunk = (bytes: string, signature: string) =>
  `${bytes.length.toString(16)};chunk-signature=${signature}\r\n${bytes}\r\n`;
const first = chunk("a".repeat(65_536), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
const second = chunk("a".repeat(1024), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
const last = chunk("", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");

test("the chunks of the documentation's example are signed rightly", async () => {
  const { body } = await decode(first + second + last, 5000, new ChunkSignatures(request));
  expect(body).toBe("a".repeat(66_560));
});

test.each([
  ["changed", first + second.replace("aaa", "aab") + last],
  ["swapped", second + first + last],
  ["left out", first + last],
  ["unsigned", `5\r\nhello\r\n${last}`],
])("a signed chunk that was %s is refused", async (_, wire) => {
  const decoded = decode(wire, 5000, new ChunkSignatures(request));
  await expect(decoded).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
});
