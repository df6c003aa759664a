import type { IncomingHttpHeaders } from "node:http";

/** A request to a service of AWS, whole. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The services that the functions call. */
export type ServiceName = "s3" | "dynamodb" | "sqs" | "ses" | "cloudfront";

/**
 * What a request is called in a list of steps: the same whenever the code makes this call, whatever id it is about.
 *
 * @returns e.g. `s3 PutObject originals/{id}`, `dynamodb UpdateItem images set findings`
 */
export function callName(service: ServiceName, request: ServiceRequest): string {
  const name = { s3: s3Name, dynamodb: dynamoDbName, sqs: sqsName, ses: sesName, cloudfront: cloudFrontName }[service];
  return `${service} ${name(request)}`.replace(/\b[0-9a-z]{26}\b/g, "{id}");
}

function s3Name({ method, target, headers }: ServiceRequest): string {
  const { pathname, searchParams: query } = new URL(target, "http://s3");
  const key = decodeURIComponent(pathname).split("/").slice(2).join("/");
  if (query.has("versions")) return `ListObjectVersions ${query.get("prefix")}`;
  if (query.has("list-type")) return `ListObjectsV2 ${query.get("prefix")}`;
  if (query.has("delete")) return "DeleteObjects";
  if (method === "PUT" && headers["x-amz-copy-source"] !== undefined) return `CopyObject ${key}`;
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  return `${verb}Object ${key}`;
}

interface DynamoDbInput {
  readonly TableName: string;
  readonly Key?: { readonly key?: { readonly S: string } };
  readonly Item?: { readonly key?: { readonly S: string } };
  readonly IndexName?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: { readonly ":chore"?: { readonly S: string } };
}

function dynamoDbName({ headers, body }: ServiceRequest): string {
  const operation = String(headers["x-amz-target"]).split(".").at(-1);
  // What the SDK sends has the protocol's shape.
  const input = JSON.parse(body.toString()) as DynamoDbInput;
  const kind = (input.Key ?? input.Item)?.key?.S.split("#")[0];
  const words = [operation, input.TableName.replace("darkroom-", ""), kind, input.IndexName, choreOf(input)];
  return [...words, updateOf(input)].filter((word) => word !== undefined).join(" ");
}

function choreOf({ IndexName, ExpressionAttributeValues }: DynamoDbInput): string | undefined {
  return IndexName === undefined ? undefined : ExpressionAttributeValues?.[":chore"]?.S;
}

/** The attribute that an update names first, which tells updates of one item apart. */
function updateOf({ UpdateExpression, ExpressionAttributeNames = {} }: DynamoDbInput): string | undefined {
  const [, verb, path] = /^(\w+) ([#\w.]+)/.exec(UpdateExpression ?? "") ?? [];
  return verb && `${verb.toLowerCase()} ${path!.replace(/#\w+/g, (name) => ExpressionAttributeNames[name] ?? name)}`;
}

function sqsName({ headers, body }: ServiceRequest): string {
  const operation = String(headers["x-amz-target"]).split(".").at(-1);
  const { MessageBody } = JSON.parse(body.toString()) as { MessageBody?: string };
  return `${operation} ${/"act":"(\w+)"/.exec(MessageBody ?? "")?.[1] ?? ""}`.trim();
}

function sesName({ body }: ServiceRequest): string {
  return new URLSearchParams(body.toString()).get("Action") ?? "";
}

function cloudFrontName({ body }: ServiceRequest): string {
  return `CreateInvalidation ${/<Path>#?(\w+)-/.exec(body.toString())?.[1] ?? ""}`.trim();
}
