import { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { ConfigurationSet, EmailIdentity, Identity, SuppressionReasons } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

/**
 * The sender's address, which SES asks its owner to confirm, and what holds for mails from it.
 *
 * Open: bounces and complaints only reach SES's own suppression list until the stack has alarms and their topic.
 */
export class Mail extends Construct {
  /** Sending from this address, and from no other. */
  readonly permissions: readonly PolicyStatement[];

  constructor(scope: Construct, id: string, { from }: { readonly from: string }) {
    super(scope, id);
    const configurationSet = new ConfigurationSet(this, "ConfigurationSet", {
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    new EmailIdentity(this, "Identity", { identity: Identity.email(from), configurationSet });
    const stack = Stack.of(this);
    this.permissions = [
      new PolicyStatement({
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
      }),
    ];
  }
}
