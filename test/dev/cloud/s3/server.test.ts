import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAclCommand,
  ListObjectsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { expect, onTestFinished, test, vi } from "vitest";
import type { S3EventMessage } from "../../../../dev/cloud/s3/event.ts";
import { type LocalS3Options, startS3 } from "../../../../dev/cloud/s3/server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { clientOf, credentials, getText, putText } from "./local-s3.ts";

const start = async (options: Partial<LocalS3Options> = {}) => {
  const folder = await temporaryFolder();
  const server = await startS3({ folder, buckets: [{ name: "photos" }], credentials, ...options });
  onTestFinished(() => server.close());
  return { ...server, s3: clientOf(server.url) };
};
const listening = (messages: S3EventMessage[]): Partial<LocalS3Options> => ({
  buckets: [{ name: "photos", eventPrefixes: ["incoming/"] }],
  onEvent: async (message) => void messages.push(message),
});

test("a stored object is announced before its writer is answered", async () => {
  const messages: S3EventMessage[] = [];
  const { s3 } = await start(listening(messages));
  const { ETag } = await putText(s3, "incoming/a b+ü", "text");
  const object = {
    key: "incoming/a+b%2B%C3%BC",
    size: 4,
    eTag: ETag?.replaceAll('"', ""),
    sequencer: expect.any(String),
  };
  expect(messages).toEqual([
    {
      Records: [
        {
          eventVersion: "2.1",
          eventSource: "aws:s3",
          awsRegion: "us-east-1",
          eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          eventName: "ObjectCreated:Put",
          s3: { s3SchemaVersion: "1.0", bucket: { name: "photos", arn: "arn:aws:s3:::photos" }, object },
        },
      ],
    },
  ]);
});

test("copies and multipart uploads are announced as what they are, other keys and refused writes not at all", async () => {
  const messages: S3EventMessage[] = [];
  const { s3 } = await start(listening(messages));
  const to = (Key: string) => ({ Bucket: "photos", Key });
  await putText(s3, "quiet/a", "text");
  await s3.send(new CopyObjectCommand({ ...to("incoming/copy"), CopySource: "photos/quiet/a" }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(to("incoming/parts")));
  const { ETag } = await s3.send(
    new UploadPartCommand({ ...to("incoming/parts"), UploadId, PartNumber: 1, Body: "p" }),
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await s3.send(new CompleteMultipartUploadCommand({ ...to("incoming/parts"), UploadId, MultipartUpload }));
  await expect(putText(s3, "incoming/copy", "no", { IfNoneMatch: "*" })).rejects.toThrow();
  const records = messages.flatMap(({ Records }) => Records);
  expect(records.map(({ eventName, s3 }) => `${eventName} ${s3.object.key}`)).toEqual([
    "ObjectCreated:Copy incoming/copy",
    "ObjectCreated:CompleteMultipartUpload incoming/parts",
  ]);
});

test("the later of two events of a key has the greater sequencer", async () => {
  const messages: S3EventMessage[] = [];
  const { s3 } = await start(listening(messages));
  for (const text of ["1", "2", "3"]) await putText(s3, "incoming/a", text);
  const sequencers = messages.map(({ Records }) => Records[0]?.s3.object.sequencer);
  expect(sequencers).toEqual([...new Set(sequencers)].sort());
  expect(sequencers).toHaveLength(3);
});

test("an event that could not be delivered fails the write, is logged, and is delivered at the next start", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => logged.mockRestore());
  const folder = await temporaryFolder();
  const messages: S3EventMessage[] = [];
  const cause = new Error("the queue is down");
  const broken = await start({ ...listening(messages), folder, onEvent: () => Promise.reject(cause) });
  await expect(putText(broken.s3, "incoming/a", "text")).rejects.toMatchObject({ name: "InternalError" });
  expect(logged.mock.calls[0]).toContain(cause);
  await broken.close();
  await (await start({ ...listening(messages), folder })).close();
  await (await start({ ...listening(messages), folder })).close();
  expect(messages.map(({ Records }) => Records[0]?.s3.object.key)).toEqual(["incoming/a"]);
});

test("what is not done here is refused and not done silently", async () => {
  const { s3, url } = await start();
  await putText(s3, "a", "text");
  const Bucket = "photos";
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "p" }));
  const refused = [
    s3.send(new GetObjectAclCommand({ Bucket, Key: "a" })),
    s3.send(new ListObjectsCommand({ Bucket })),
    s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [] } })),
    s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "b", ACL: "public-read" })),
    s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "b", Tagging: "a=b" })),
    s3.send(new UploadPartCopyCommand({ Bucket, Key: "p", UploadId, PartNumber: 1, CopySource: "photos/a" })),
    putText(s3, "a", "b", { IfNoneMatch: '"0"' }),
  ].map((request) => expect(request).rejects.toMatchObject({ name: "NotImplemented" }));
  await Promise.all(refused);
  expect(await getText(s3, "a")).toBe("text");
  expect((await fetch(`${url}/photos`, { method: "PATCH" })).status).toBe(403);
});

test("a bucket that a client makes is there after a restart", async () => {
  const folder = await temporaryFolder();
  const before = await start({ folder });
  await before.s3.send(new CreateBucketCommand({ Bucket: "made-here" }));
  await before.close();
  const { s3 } = await start({ folder });
  await s3.send(new PutObjectCommand({ Bucket: "made-here", Key: "a", Body: "b" }));
});

test("browsers are told which origins may use a bucket", async () => {
  const buckets = [
    { name: "photos", allowedOrigins: ["https://page.example"] },
    { name: "open", allowedOrigins: ["*"] },
    { name: "shut" },
  ];
  const { url } = await start({ buckets });
  const ask = async (bucket: string, origin: string, method = "PUT") => {
    const headers = {
      origin,
      "access-control-request-method": method,
      "access-control-request-headers": "content-type",
    };
    const response = await fetch(`${url}/${bucket}/a`, { method: "OPTIONS", headers });
    return [
      response.status,
      response.headers.get("access-control-allow-origin"),
      response.headers.get("access-control-allow-headers"),
    ];
  };
  expect(await ask("photos", "https://page.example")).toEqual([200, "https://page.example", "content-type"]);
  expect(await ask("photos", "https://other.example")).toEqual([403, null, null]);
  expect(await ask("photos", "https://page.example", "DELETE")).toEqual([403, "https://page.example", null]);
  expect(await ask("open", "https://other.example")).toEqual([200, "*", "content-type"]);
  expect(await ask("shut", "https://page.example")).toEqual([403, null, null]);
});

test("a page can read why it was refused", async () => {
  const { url } = await start({ buckets: [{ name: "photos", allowedOrigins: ["https://page.example"] }] });
  const response = await fetch(`${url}/photos/a`, { headers: { origin: "https://page.example" } });
  expect(response.headers.get("access-control-allow-origin")).toBe("https://page.example");
  expect(await response.text()).toContain("<Code>AccessDenied</Code>");
});

test.each(["/photos/%", "/photos/%ff", "//a"])("the path %s is refused as no path", async (path) => {
  const { url } = await start();
  expect(await (await fetch(url + path)).text()).toContain("<Code>InvalidURI</Code>");
});
