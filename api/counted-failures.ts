import type { Metrics } from "../lib/metrics.ts";
import type { ProblemCode } from "../lib/problem.ts";
import type { Images } from "../lib/stores.ts";

/** Hears of each failure of one invocation. */
export type CountFailure = (code: ProblemCode) => void;

/** What Lambda says of an invocation, as far as it is read here. */
export interface Invocation {
  /** e.g. `4a9cf7a4-…`, the name that the log has it by */
  readonly awsRequestId: string;
}

/** Counts failures by their code, each with the invocation that it is of. */
export function failureCount(metrics: Metrics, { awsRequestId: requestId }: Invocation): CountFailure {
  return (code) => metrics({ Failures: 1 }, { code, requestId });
}

/** The same images, where each upload that turns out to be none is counted too: once, however often it is tried. */
export function withFailuresCounted(images: Images, count: CountFailure): Images {
  return {
    ...images,
    async fail(imageId, problem, choreDueAt) {
      const hasFailed = await images.fail(imageId, problem, choreDueAt);
      if (hasFailed) count(problem.code);
      return hasFailed;
    },
  };
}
