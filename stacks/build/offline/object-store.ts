import { createHash } from "node:crypto";
import { type Answer, type Asked, type Service, xml } from "./answer.ts";

/** S3 as deployments use it; every bucket exists. Keys are `bucket/key`. */
export function objectStore(objects: Map<string, Buffer>): Service {
  const parts = new Map<string, Map<number, Buffer>>();
  return (asked) => {
    const key = decodeURIComponent(asked.url.pathname.slice(1));
    const query = asked.url.searchParams;
    if (query.has("uploads") || query.has("uploadId")) return multipart(asked, key, parts, objects);
    switch (asked.method) {
      case "PUT":
        return put(objects, key, asked.body);
      case "HEAD":
      case "GET":
        return aboutBucket(asked, objects) ?? get(objects, key);
      case "DELETE":
        objects.delete(key);
        return { status: 204 };
      default:
        return undefined;
    }
  };
}

function put(objects: Map<string, Buffer>, key: string, body: Buffer): Answer {
  objects.set(key, body);
  return { status: 200, headers: { etag: etagOf(body) } };
}

function get(objects: ReadonlyMap<string, Buffer>, key: string): Answer {
  const body = objects.get(key);
  if (body === undefined) return xml("<Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>", 404);
  return { status: 200, headers: { etag: etagOf(body) }, body };
}

/** What is asked of a bucket before something is put into it. */
function aboutBucket({ url }: Asked, objects: ReadonlyMap<string, Buffer>): Answer | undefined {
  const query = url.searchParams;
  if (query.has("location")) return xml("<LocationConstraint></LocationConstraint>");
  if (query.has("encryption")) {
    const rule =
      "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>";
    return xml(`<ServerSideEncryptionConfiguration><Rule>${rule}</Rule></ServerSideEncryptionConfiguration>`);
  }
  if (query.get("list-type") !== "2") return undefined;
  const bucket = url.pathname.split("/")[1]!;
  const prefix = `${bucket}/${query.get("prefix") ?? ""}`;
  const found = [...objects].filter(([key]) => key.startsWith(prefix));
  const contents = found.map(([key, body]) => {
    return `<Contents><Key>${key.slice(bucket.length + 1)}</Key><Size>${body.length}</Size></Contents>`;
  });
  return xml(`<ListBucketResult><KeyCount>${found.length}</KeyCount>${contents.join("")}</ListBucketResult>`);
}

/** An asset over 5 MiB comes in parts. */
function multipart(
  { method, url, body }: Asked,
  key: string,
  uploads: Map<string, Map<number, Buffer>>,
  objects: Map<string, Buffer>,
): Answer | undefined {
  const query = url.searchParams;
  if (query.has("uploads")) {
    const id = `upload-${uploads.size + 1}`;
    uploads.set(id, new Map());
    return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  }
  const upload = uploads.get(query.get("uploadId") ?? "");
  if (upload === undefined) return xml("<Error><Code>NoSuchUpload</Code></Error>", 404);
  if (method === "PUT") {
    upload.set(Number(query.get("partNumber")), body);
    return { status: 200, headers: { etag: etagOf(body) } };
  }
  if (method !== "POST") return undefined;
  const whole = Buffer.concat([...upload].sort(([one], [other]) => one - other).map(([, part]) => part));
  objects.set(key, whole);
  return xml(`<CompleteMultipartUploadResult><ETag>${etagOf(whole)}</ETag></CompleteMultipartUploadResult>`);
}

function etagOf(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}
