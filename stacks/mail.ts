import { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { ConfigurationSet, EmailIdentity, Identity, SuppressionReasons } from "aws-cdk-lib/aws-ses";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Config } from "./config.ts";
import { MailEvents } from "./mail-events.ts";
import type { Tables } from "./tables.ts";

export interface MailProps {
  readonly from: string;
  readonly identity: Config["mailIdentity"];
  /** The built folder of the function that hears of bounces and complaints. */
  readonly codeFolder: string;
  readonly tables: Tables;
}

/** The sender's address, which SES asks its owner to confirm where it does not know it, and what holds for mails from it. */
export class Mail extends Construct {
  /** Sending from this address, and from no other. */
  readonly permission: PolicyStatement;
  /** What whoever sends reads of it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Events about mails that could not be read. */
  readonly deadLetters: IQueue;

  constructor(scope: Construct, id: string, { from, identity, codeFolder, tables }: MailProps) {
    super(scope, id);
    const configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // SES has one identity of a name for the whole account and region, and a second one fails the deployment.
    if (identity === "new") new EmailIdentity(this, "Identity", { identity: Identity.email(from) });
    // Each mail names the set: an identity that is somebody else's has another one, or none.
    this.environment = { MAIL_FROM: from, MAIL_CONFIGURATION_SET: configurationSet.configurationSetName };
    this.deadLetters = new MailEvents(this, "Events", { codeFolder, configurationSet, tables }).deadLetters;
    const stack = Stack.of(this);
    this.permission = new PolicyStatement({
      actions: ["ses:SendRawEmail"],
      resources: [
        // In SES's sandbox the recipient's identity is checked too, so that the sender's alone would not do.
        stack.formatArn({ service: "ses", resource: "identity", resourceName: "*" }),
        stack.formatArn({
          service: "ses",
          resource: "configuration-set",
          resourceName: configurationSet.configurationSetName,
        }),
      ],
      conditions: { StringEquals: { "ses:FromAddress": from } },
    });
  }
}
