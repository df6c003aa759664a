import type { Behavior } from "./distribution.ts";

/**
 * Chooses the behavior for a path: the first whose pattern matches.
 *
 * The path is normalized for this choice only (`/images/../upload` is `/upload`); functions and origins see the raw one.
 *
 * @throws Error when no pattern matches, which a last pattern of `*` rules out
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function behaviorChooser(behaviors: readonly Behavior[]): (path: string) => Behavior {
  const rules = behaviors.map((behavior) => ({ behavior, pattern: patternExpression(behavior.pathPattern) }));
  return (path) => {
    const normalized = new URL(`http://edge${path}`).pathname;
    const rule = rules.find(({ pattern }) => pattern.test(normalized));
    if (rule === undefined) throw new Error(`No behavior matches ${path}; the last path pattern must be *`);
    return rule.behavior;
  };
}

/** The slash that begins a pattern may be left out. */
function patternExpression(pattern: string): RegExp {
  const rooted = /^[/*]/.test(pattern) ? pattern : `/${pattern}`;
  const escaped = rooted.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}
