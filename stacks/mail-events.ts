import { Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type ConfigurationSet, EmailSendingEvent, EventDestination } from "aws-cdk-lib/aws-ses";
import { Topic } from "aws-cdk-lib/aws-sns";
import { LambdaSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { createDeadLetters } from "./dead-letters.ts";
import { NodeFunction } from "./node-function.ts";
import { allow } from "./permissions.ts";
import type { Tables } from "./tables.ts";

const MEMORY_MEBIBYTES = 256;
const TIMEOUT_SECONDS = 30;

export interface MailEventsProps {
  readonly codeFolder: string;
  readonly configurationSet: ConfigurationSet;
  readonly tables: Tables;
}

/** Bounces and complaints, which switch an address off; SES's own list does so too, but not before a mail is made. */
export class MailEvents extends Construct {
  /** Events that could not be read, for somebody to look at. */
  readonly deadLetters = createDeadLetters(this, "DeadLetters");

  constructor(scope: Construct, id: string, { codeFolder, configurationSet, tables }: MailEventsProps) {
    super(scope, id);
    const topic = new Topic(this, "Topic", { enforceSSL: true });
    const allowing = topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("ses.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    );
    const reader = new NodeFunction(this, "Function", {
      codeFolder,
      description: "Switches off addresses that bounce or complain",
      memoryMebibytes: MEMORY_MEBIBYTES,
      timeoutSeconds: TIMEOUT_SECONDS,
      environment: { USERS_TABLE: tables.users.tableName },
      permissions: [allow(["dynamodb:PutItem"], tables.users.tableArn)],
      deadLetterQueue: this.deadLetters,
    });
    topic.addSubscription(new LambdaSubscription(reader));
    const destination = configurationSet.addEventDestination("Events", {
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
    // SES tries the topic at once.
    if (allowing.policyDependable) destination.node.addDependency(allowing.policyDependable);
  }
}
