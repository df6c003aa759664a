import { type Input, readTexts } from "./input.ts";
import type { Queue } from "./queue.ts";

/** `GetQueueAttributes` */
export function getQueueAttributes(queue: Queue, input: Input): object {
  const names = readTexts(input, "AttributeNames");
  const asked = Object.entries(allAttributes(queue)).filter(([name]) => names.includes("All") || names.includes(name));
  return asked.length === 0 ? {} : { Attributes: Object.fromEntries(asked) };
}

function allAttributes(queue: Queue): Record<string, string> {
  const { visibilitySeconds, maxReceives, deadLetterQueue } = queue.settings;
  const { visible, inFlight, delayed } = queue.counts();
  const redrive = maxReceives !== undefined && {
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: queue.arn.replace(/[^:]+$/, deadLetterQueue ?? ""),
      maxReceiveCount: maxReceives,
    }),
  };
  return {
    QueueArn: queue.arn,
    VisibilityTimeout: String(visibilitySeconds),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    ...redrive,
  };
}
