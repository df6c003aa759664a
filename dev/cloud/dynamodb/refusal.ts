/** What dynalite does as DynamoDB does. Whatever else it would take, it would only pretend. */
const OPERATIONS: ReadonlySet<string> = new Set([
  "BatchGetItem",
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "DescribeTable",
  "GetItem",
  "ListTables",
  "PutItem",
  "Query",
  "Scan",
  "UpdateItem",
]);

/** Parameters that dynalite ignores in silence. */
const PARAMETERS = ["ReturnValuesOnConditionCheckFailure", "StreamSpecification"] as const;

/** An error as DynamoDB's protocol has it. */
export interface Refusal {
  readonly __type: string;
  readonly message: string;
}

/**
 * Why the local DynamoDB will not take a request: better a clear refusal at home than a surprise in the cloud.
 *
 * @param operation e.g. `TransactWriteItems`
 * @param body the request's JSON; one that is none is left to dynalite
 * @returns `undefined` when it will
 */
export function refusalOf(operation: string, body: Buffer): Refusal | undefined {
  if (!OPERATIONS.has(operation)) {
    const message = `${operation} is not part of the local DynamoDB`;
    return { __type: "com.amazon.coral.service#UnknownOperationException", message };
  }
  const refused = PARAMETERS.find((parameter) => isAsked(body, parameter));
  if (refused === undefined) return undefined;
  const message = `${refused} is not part of the local DynamoDB`;
  return { __type: "com.amazon.coral.validate#ValidationException", message };
}

function isAsked(body: Buffer, parameter: string): boolean {
  // Most requests do not even contain the word, and need not be parsed twice.
  if (!body.includes(`"${parameter}"`)) return false;
  const input = parse(body);
  return parameter in input && input[parameter] !== "NONE";
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(body.toString()) };
  } catch {
    return {};
  }
}
