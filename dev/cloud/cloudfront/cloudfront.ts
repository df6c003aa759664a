import type { IncomingMessage, ServerResponse } from "node:http";
import { createAnswerStore } from "./answer-store.ts";
import { behaviorChooser } from "./behavior-choice.ts";
import { type CachedBehavior, createCachedAnswers } from "./cached-answers.ts";
import { conditionalAnswer } from "./conditional-answer.ts";
import type { Behavior, DistributionConfig } from "./distribution.ts";
import { type EdgeAnswer, functionAnswer, problemAnswer } from "./edge-answer.ts";
import { splitTarget, targetOf, viewerRequestEvent } from "./edge-event.ts";
import { createOriginCaller, type OriginCounts } from "./origin-group.ts";
import { relay } from "./relay.ts";
import { newRequestId } from "./response-headers.ts";
import { sendAnswer, type Viewer } from "./viewer.ts";

const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;

/** A distribution that runs in this process. */
export interface CloudFront {
  /** Answers a request; settles once the answer is handed over, and never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /**
   * Forgets answers, at once.
   *
   * @param items e.g. `["#image-01j", "/images/a", "/playground/*"]`
   * @returns how many were forgotten
   */
  invalidate(items: readonly string[]): number;
  /** Forgets everything. */
  empty(): void;
  readonly counts: OriginCounts & { edgeHits: number };
}

/** Makes an edge that behaves as CloudFront would with this configuration, in front of HTTP origins. */
export function createCloudFront(config: DistributionConfig): CloudFront {
  const counts = { edgeHits: 0, originCalls: zeroFor(config), originHits: zeroFor(config) };
  const store = createAnswerStore(config.cacheBytes ?? DEFAULT_CACHE_BYTES);
  const callOrigins = createOriginCaller(config, counts);
  const cache = createCachedAnswers(config, store, callOrigins, config.now ?? Date.now);
  const report = config.report ?? console.error;
  const chooseBehavior = behaviorChooser(config.behaviors);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const viewer = { request, response, requestId: newRequestId() };
    try {
      await answerViewer(viewer);
    } catch (error) {
      report("The local CloudFront failed:", error);
      if (response.headersSent) response.destroy();
      else await sendAnswer(viewer, problemAnswer("internal-error", "The edge failed."));
    }
  }

  async function answerViewer(viewer: Viewer): Promise<void> {
    const { method = "GET", url: target = "/" } = viewer.request;
    if (!target.startsWith("/")) return sendAnswer(viewer, targetNotAllowed());
    const behavior = chooseBehavior(splitTarget(target).path);
    if (!behavior.allowedMethods.includes(method)) return sendAnswer(viewer, methodNotAllowed(behavior));
    const outcome = await viewerRequestOutcome(viewer, behavior);
    if (typeof outcome !== "string") return sendAnswer(viewer, outcome);
    if (!isCached(behavior) || !["GET", "HEAD"].includes(method)) return relay(viewer, behavior, outcome, callOrigins);
    return answerFromCache(viewer, behavior, splitTarget(outcome).path);
  }

  /** The target to carry on with, or the answer if the function made or spoilt one. */
  async function viewerRequestOutcome(viewer: Viewer, behavior: Behavior): Promise<string | EdgeAnswer> {
    if (behavior.viewerRequest === undefined) return viewer.request.url ?? "/";
    const event = viewerRequestEvent(viewer.request, { distributionId: config.id, requestId: viewer.requestId });
    try {
      const outcome = await behavior.viewerRequest.run(event);
      return "statusCode" in outcome ? functionAnswer(outcome) : targetOf(outcome);
    } catch (error) {
      report("The viewer-request function failed:", error);
      return functionFailed();
    }
  }

  async function answerFromCache(viewer: Viewer, behavior: CachedBehavior, path: string): Promise<void> {
    const answer = await cache.answer(behavior, path);
    if (answer.cacheResult === "Hit") counts.edgeHits += 1;
    await sendAnswer(viewer, conditionalAnswer(viewer.request, answer), behavior.responseHeaders);
  }

  function invalidate(items: readonly string[]): number {
    cache.disown();
    return store.invalidate(items);
  }

  function empty(): void {
    cache.disown();
    store.clear();
  }

  return { handle, invalidate, empty, counts };
}

function zeroFor(config: DistributionConfig): Record<string, number> {
  const origins = config.behaviors.flatMap((behavior) => behavior.origins);
  return Object.fromEntries(origins.map(({ id }) => [id, 0]));
}

function isCached(behavior: Behavior): behavior is CachedBehavior {
  return behavior.cache !== undefined;
}

function targetNotAllowed(): EdgeAnswer {
  return problemAnswer("target-malformed", "The request target must be a path, e.g. /images.");
}

function methodNotAllowed({ allowedMethods }: Behavior): EdgeAnswer {
  const detail = `This path takes ${allowedMethods.join(", ")}.`;
  return problemAnswer("method-not-allowed", detail);
}

function functionFailed(): EdgeAnswer {
  const retry = { "retry-after": "1" };
  return problemAnswer("function-failed", "The edge could not run.", retry, "FunctionExecutionError");
}
