import type {
  DeleteItemInput,
  DeleteItemOutput,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  PutItemOutput,
  QueryInput,
  QueryOutput,
  ScanInput,
  ScanOutput,
  UpdateItemInput,
  UpdateItemOutput,
} from "@aws-sdk/client-dynamodb";
import { ServiceError } from "./service-error.ts";
import type { SignedService } from "./signed-service.ts";

/** What is asked of DynamoDB, in the SDK's shapes; values of bytes would need more than JSON, and nobody has any. */
interface Operations {
  GetItem: [GetItemInput, GetItemOutput];
  PutItem: [PutItemInput, PutItemOutput];
  UpdateItem: [UpdateItemInput, UpdateItemOutput];
  DeleteItem: [DeleteItemInput, DeleteItemOutput];
  Query: [QueryInput, QueryOutput];
  Scan: [ScanInput, ScanOutput];
}

/** DynamoDB, an operation at a time. */
export interface DynamoDb {
  /** @throws ServiceError by the name that DynamoDB has for it, e.g. `ConditionalCheckFailedException` */
  call<Name extends keyof Operations>(operation: Name, input: Operations[Name][0]): Promise<Operations[Name][1]>;
}

/**
 * DynamoDB over its own protocol, JSON over HTTP.
 *
 * @param endpoint e.g. `https://dynamodb.us-east-1.amazonaws.com`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function dynamoDbOver(service: SignedService, endpoint: string): DynamoDb {
  const url = new URL(endpoint);
  return {
    async call(operation, input) {
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
      };
      const body = Buffer.from(JSON.stringify(input));
      const answer = await service.send({ method: "POST", url, headers, body });
      return JSON.parse(answer.body.toString());
    },
  };
}

/** The code in a refusal, e.g. `ThrottlingException` of `{"__type":"com.amazon.coral.service#ThrottlingException"}`. */
export function dynamoDbCode(body: string): string | undefined {
  return /"__type"\s*:\s*"(?:[^"#]*#)?([^"]+)"/.exec(body)?.[1];
}

/** Whether a conditional write was refused because its condition did not hold. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof ServiceError && error.name === "ConditionalCheckFailedException";
}

/** All pages of a query or a scan, one after the other. */
export async function* pagesOf<Name extends "Query" | "Scan">(
  dynamoDb: DynamoDb,
  operation: Name,
  input: Operations[Name][0],
): AsyncGenerator<NonNullable<QueryOutput["Items"]>> {
  let page: QueryOutput | undefined;
  do {
    const start = page && { ExclusiveStartKey: page.LastEvaluatedKey };
    page = await dynamoDb.call(operation, { ...input, ...start });
    yield page.Items ?? [];
  } while (page.LastEvaluatedKey !== undefined);
}
