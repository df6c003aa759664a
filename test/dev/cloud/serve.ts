// A process of its own for the tests that kill one: `serve.ts sqs|dynamodb FOLDER` prints its URL and serves until then.
import { startDynamoDb } from "../../../dev/cloud/dynamodb.ts";
import { startSqs } from "../../../dev/cloud/sqs.ts";

const [, , kind, folder = ""] = process.argv;

const server =
  kind === "sqs"
    ? await startSqs({ folder, queues: [{ name: "uploads", visibilitySeconds: 30 }] })
    : await startDynamoDb({ folder, tables: [{ name: "images", partitionKey: "id" }] });

console.log(server.url);
