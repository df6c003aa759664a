import { expect, test } from "vitest";
import { behaviorChooser } from "../../../../dev/cloud/cloudfront/behavior-choice.ts";
import type { Behavior } from "../../../../dev/cloud/cloudfront/distribution.ts";

function choose(patterns: readonly string[], path: string): string {
  const origins: Behavior["origins"] = [{ id: "origin", url: "http://127.0.0.1:1", timeoutSeconds: 1 }];
  const behaviors = patterns.map((pathPattern) => ({ pathPattern, allowedMethods: ["GET"], origins }));
  return behaviorChooser(behaviors)(path).pathPattern;
}

test.each([
  ["/images/*/transformation", "/images/a/transformation", true],
  ["/images/*/transformation", "/images/a/b/transformation", true],
  ["/images/*/transformation", "/images/a/transformation/", false],
  ["/images/*", "/Images/a", false],
  ["/images/*", "/images/", true],
  ["images/*", "/images/a", true],
  ["/a?c", "/abc", true],
  ["/a?c", "/ac", false],
  ["/a.c", "/abc", false],
  ["*.jpg", "/deep/in/there.jpg", true],
])("the pattern %s and the path %s: %s", (pattern, path, matches) => {
  expect(choose([pattern, "*"], path)).toBe(matches ? pattern : "*");
});

test("the first pattern that matches is used, not the longest", () => {
  expect(choose(["/images/*", "/images/special", "*"], "/images/special")).toBe("/images/*");
});

test.each([["/images/../upload"], ["/images/%2e%2e/upload"], ["/./upload"]])(
  "%s is routed by its normalized path",
  (path) => {
    expect(choose(["/images/*", "/upload", "*"], path)).toBe("/upload");
  },
);

test("a path that begins with two slashes is a path, not a host", () => {
  expect(choose(["/images/*", "*"], "//images/a")).toBe("*");
});
