import type { SNSEvent } from "aws-lambda";
import { dynamoDbClient } from "../lib/aws/clients.ts";
import { awsOptions, type Environment, required } from "../lib/aws/environment.ts";
import { dynamoUsers } from "../lib/aws/users.ts";
import { suppressAddresses } from "../lib/operations/suppress-address.ts";

/**
 * What SES says of mails that were sent, as a Lambda handler for a topic.
 *
 * @param environment USERS_TABLE
 * @throws Error with the name of the variable that is missing
 */
export function createMailEvents(environment: Environment): (event: SNSEvent) => Promise<void> {
  const users = dynamoUsers(dynamoDbClient(awsOptions(environment)), required(environment, "USERS_TABLE"));
  return async ({ Records }) => {
    for (const { Sns } of Records) await suppressAddresses({ users }, Sns.Message);
  };
}
