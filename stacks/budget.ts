import { Stack } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";

/** Who rings: alarms and budgets of this account. */
export function letAlarmsPublish(topic: Topic): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"].map((name) => new ServicePrincipal(name)),
      actions: ["sns:Publish"],
      resources: [topic.topicArn],
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(topic).account } },
    }),
  );
}

export interface BudgetProps {
  readonly topic: Topic;
  readonly dailyUsd: number;
}

/**
 * Rings when the account has spent more in a day than it may.
 *
 * The whole account's spending: cost can be told apart by a tag only once somebody has activated it by hand in the
 * billing console. CloudWatch's metric of charges would have to be turned on by hand, too.
 */
export function createBudget(scope: Construct, id: string, { topic, dailyUsd }: BudgetProps): void {
  const budget = new CfnBudget(scope, id, {
    budget: { budgetType: "COST", timeUnit: "DAILY", budgetLimit: { amount: dailyUsd, unit: "USD" } },
    notificationsWithSubscribers: [
      {
        notification: {
          notificationType: "ACTUAL",
          comparisonOperator: "GREATER_THAN",
          threshold: 100,
          thresholdType: "PERCENTAGE",
        },
        subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
      },
    ],
  });
  // A budget is refused while it may not publish.
  budget.node.addDependency(topic.node.findChild("Policy"));
}
