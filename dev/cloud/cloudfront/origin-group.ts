import type { Behavior, Origin } from "./distribution.ts";
import { callOrigin, type OpenAnswer, type OriginCall, OriginFailure, type Signer } from "./origin-call.ts";

const FAILOVER_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** How often each origin was asked, and how often it had an answer below 400; by its id. */
export interface OriginCounts {
  readonly originCalls: Record<string, number>;
  readonly originHits: Record<string, number>;
}

/** Asks the origins of a behavior. */
export type OriginCaller = (behavior: Behavior, call: OriginCall) => Promise<OpenAnswer>;

/**
 * Asks the first origin of a behavior, and the second with the same path if the first fails.
 *
 * Only GET, HEAD and OPTIONS fail over: what has a body can be sent once.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
export function createOriginCaller(signer: Signer, counts: OriginCounts): OriginCaller {
  return async ({ origins: [first, second], failoverStatuses = [] }, call) => {
    const canFailOver = second !== undefined && call.body === undefined && FAILOVER_METHODS.includes(call.method);
    if (!canFailOver) return ask(first, call);

    const outcome = await answerOrFailure(first, call);
    if (outcome instanceof OriginFailure) return ask(second, call);
    if (!failoverStatuses.includes(outcome.status)) return outcome;
    outcome.body.destroy();
    return ask(second, call);
  };

  async function ask(origin: Origin, call: OriginCall): Promise<OpenAnswer> {
    counts.originCalls[origin.id] = (counts.originCalls[origin.id] ?? 0) + 1;
    const answer = await callOrigin(origin, call, signer);
    if (answer.status < 400) counts.originHits[origin.id] = (counts.originHits[origin.id] ?? 0) + 1;
    return answer;
  }

  /** A viewer who has left is no failure of the origin. */
  async function answerOrFailure(origin: Origin, call: OriginCall): Promise<OpenAnswer | OriginFailure> {
    try {
      return await ask(origin, call);
    } catch (error) {
      if (error instanceof OriginFailure && call.signal?.aborted !== true) return error;
      throw error;
    }
  }
}
