import { openBody } from "./body.ts";
import { writeCheck } from "./conditions.ts";
import { checksumHeaders, keptHeaders, quoted, versionHeader } from "./object-headers.ts";
import { announce, type Operation } from "./service.ts";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation = async (request, service) => {
  const bucket = service.buckets.get(request.bucketName);
  const check = writeCheck(request.headers);
  // Held again against what is there once the bytes are; what is refused by now need not be written to disk first.
  check(bucket.current(request.key));
  const headers = keptHeaders(request.headers);
  const body = openBody(request);
  const bytesId = await bucket.files.saveBytes(body.bytes);
  const { sizeBytes, md5 } = body.measurement;
  const checksums = body.checksums();
  const draft = {
    bytesId,
    sizeBytes,
    etag: md5.toString("hex"),
    headers,
    checksums,
    checksumType: "FULL_OBJECT",
  } as const;
  const object = await bucket.put(request.key, draft, "ObjectCreated:Put", check);
  await announce(service, bucket, request.key, object);
  return {
    status: 200,
    headers: { etag: quoted(object.etag), ...checksumHeaders(checksums), ...versionHeader(bucket, object) },
  };
};
