import {
  createBucket,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from "./bucket-operations.ts";
import { completeMultipartUpload } from "./complete-multipart-upload.ts";
import { copyObject } from "./copy-object.ts";
import { deleteObject, deleteObjects } from "./delete-object.ts";
import { S3Error } from "./error.ts";
import { getObject, headObject } from "./get-object.ts";
import { listObjects } from "./list-objects.ts";
import { listObjectVersions } from "./list-versions.ts";
import { abortMultipartUpload, createMultipartUpload, listParts, uploadPart } from "./multipart-operations.ts";
import { putObject } from "./put-object.ts";
import type { S3Request } from "./request.ts";
import type { Operation } from "./service.ts";

interface OperationRow {
  readonly method: string;
  readonly on: "service" | "bucket" | "object";
  /** Query keys that tell this operation from others of its method; the first row that has all of its own is taken. */
  readonly needs?: readonly string[];
  readonly needsHeader?: string;
  /** Other query keys that it understands. */
  readonly takes?: readonly string[];
  readonly run: Operation;
}

const RESPONSE_HEADERS = [
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
];

const ROWS: readonly OperationRow[] = [
  { method: "GET", on: "service", run: listBuckets },
  { method: "PUT", on: "bucket", needs: ["versioning"], run: putBucketVersioning },
  { method: "GET", on: "bucket", needs: ["versioning"], run: getBucketVersioning },
  { method: "PUT", on: "bucket", run: createBucket },
  { method: "HEAD", on: "bucket", run: headBucket },
  { method: "POST", on: "bucket", needs: ["delete"], run: deleteObjects },
  {
    method: "GET",
    on: "bucket",
    needs: ["versions"],
    takes: ["prefix", "key-marker", "version-id-marker", "max-keys", "encoding-type"],
    run: listObjectVersions,
  },
  {
    method: "GET",
    on: "bucket",
    needs: ["list-type"],
    takes: ["prefix", "delimiter", "max-keys", "encoding-type", "continuation-token", "start-after"],
    run: listObjects,
  },
  { method: "PUT", on: "object", needsHeader: "x-amz-copy-source", run: copyObject },
  { method: "PUT", on: "object", needs: ["uploadId", "partNumber"], run: uploadPart },
  { method: "PUT", on: "object", run: putObject },
  { method: "POST", on: "object", needs: ["uploads"], run: createMultipartUpload },
  { method: "POST", on: "object", needs: ["uploadId"], run: completeMultipartUpload },
  {
    method: "GET",
    on: "object",
    needs: ["uploadId"],
    takes: ["max-parts", "part-number-marker"],
    run: listParts,
  },
  { method: "GET", on: "object", takes: ["versionId", ...RESPONSE_HEADERS], run: getObject },
  { method: "HEAD", on: "object", takes: ["versionId", ...RESPONSE_HEADERS], run: headObject },
  { method: "DELETE", on: "object", needs: ["uploadId"], run: abortMultipartUpload },
  { method: "DELETE", on: "object", takes: ["versionId"], run: deleteObject },
];

/** Every `x-amz-*` header that means something here; `x-amz-meta-*` and `x-amz-checksum-*` besides. */
const HEADERS = new Set([
  "x-amz-content-sha256",
  "x-amz-copy-source",
  "x-amz-copy-source-if-match",
  "x-amz-copy-source-if-none-match",
  "x-amz-date",
  "x-amz-decoded-content-length",
  "x-amz-metadata-directive",
  "x-amz-sdk-checksum-algorithm",
  "x-amz-trailer",
  "x-amz-user-agent",
]);

/**
 * Finds the operation that a request asks for. One that asks for more than is done here is refused, because a silent
 * success would be believed.
 *
 * @throws S3Error NotImplemented or MethodNotAllowed
 */
export function findOperation(request: S3Request): Operation {
  const on = request.bucketName === "" ? "service" : request.key === "" ? "bucket" : "object";
  const rows = ROWS.filter((candidate) => candidate.on === on && candidate.method === request.method);
  if (rows.length === 0) throw new S3Error("MethodNotAllowed");
  const row = rows.find((candidate) => fits(candidate, request));
  if (row === undefined) throw new S3Error("NotImplemented");
  const known = new Set([...(row.needs ?? []), ...(row.takes ?? []), "x-id"]);
  const unknownQuery = [...request.query.keys()].find((name) => !known.has(name));
  const unknownHeader = [...request.headers.keys()].find((name) => !isKnownHeader(name));
  const unknown = unknownQuery ?? unknownHeader;
  if (unknown !== undefined) throw new S3Error("NotImplemented", { elements: { Header: unknown } });
  return row.run;
}

function fits(row: OperationRow, { query, headers }: S3Request): boolean {
  const hasQuery = (row.needs ?? []).every((name) => query.has(name));
  const hasHeader = row.needsHeader === undefined || headers.has(row.needsHeader);
  return hasQuery && hasHeader;
}

function isKnownHeader(name: string): boolean {
  if (!name.startsWith("x-amz-") || HEADERS.has(name)) return true;
  return name.startsWith("x-amz-meta-") || name.startsWith("x-amz-checksum-");
}
