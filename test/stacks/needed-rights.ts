import type { RecordedCall } from "./recorded-calls.ts";

/** What a function must be allowed. */
export interface Right {
  readonly caller: string;
  /** e.g. `s3:PutObject` */
  readonly action: string;
  /** By local names, e.g. `darkroom-originals/incoming/01jd…`, `darkroom-images/index/byOwner`. */
  readonly on: string;
}

type Input = RecordedCall["input"];
type Needed = readonly (readonly [action: string, on: string])[];

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const object = (input: Input) => `${text(input.Bucket)}/${text(input.Key)}`;
const bucket = (input: Input) => text(input.Bucket);

/** Without the right to list, S3 answers 403 for a key that is not there, and no code of ours could tell. */
const reading = (input: Input): Needed => [
  ["s3:GetObject", object(input)],
  ["s3:ListBucket", bucket(input)],
];

function removing(input: Input): Needed {
  const { Objects = [] } = (input.Delete ?? {}) as { Objects?: readonly { Key?: string; VersionId?: string }[] };
  return Objects.map(({ Key, VersionId }) => [
    VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
    `${bucket(input)}/${Key}`,
  ]);
}

function onTable(action: string): (input: Input) => Needed {
  return ({ TableName, IndexName }) => {
    const index = IndexName === undefined ? "" : `/index/${text(IndexName)}`;
    return [[`dynamodb:${action}`, `${text(TableName)}${index}`]];
  };
}

/**
 * The rights that each command takes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
const NEEDED: Readonly<Record<string, (input: Input) => Needed>> = {
  GetObjectCommand: reading,
  HeadObjectCommand: reading,
  PutObjectCommand: (input) => [["s3:PutObject", object(input)]],
  CopyObjectCommand: (input) => [
    ["s3:GetObject", text(input.CopySource)],
    ["s3:PutObject", object(input)],
  ],
  DeleteObjectCommand: (input) => [["s3:DeleteObject", object(input)]],
  DeleteObjectsCommand: removing,
  ListObjectsV2Command: (input) => [["s3:ListBucket", bucket(input)]],
  ListObjectVersionsCommand: (input) => [["s3:ListBucketVersions", bucket(input)]],
  GetItemCommand: onTable("GetItem"),
  PutItemCommand: onTable("PutItem"),
  UpdateItemCommand: onTable("UpdateItem"),
  DeleteItemCommand: onTable("DeleteItem"),
  QueryCommand: onTable("Query"),
  SendMessageCommand: () => [["sqs:SendMessage", "queue"]],
  SendRawEmailCommand: () => [["ses:SendRawEmail", "identity/sender"]],
  CreateInvalidationCommand: () => [["cloudfront:CreateInvalidation", "distribution"]],
};

/**
 * The rights that recorded calls take, each once.
 *
 * @throws Error for a command that nobody has said the rights of
 */
export function neededRights(calls: readonly RecordedCall[]): Right[] {
  const rights = calls.flatMap(({ caller, command, input }) => {
    const needed = NEEDED[command];
    if (needed === undefined) throw new Error(`Say which rights ${command} takes`);
    return needed(input).map(([action, on]): Right => ({ caller, action, on }));
  });
  return [...new Map(rights.map((right) => [JSON.stringify(right), right])).values()];
}
