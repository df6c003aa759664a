import { expect, test } from "vitest";
import { removalFault } from "../../stacks/removal.ts";

test.each<[string, string, string | undefined, boolean]>([
  ["prod", "remove", undefined, true],
  ["prod", "remove", "try", true],
  ["prod", "remove", "prod", false],
  ["prod", "deploy", undefined, false],
  ["try", "remove", undefined, false],
])("removing %s by %s, told %s, is refused: %s", (stage, mode, told, isRefused) => {
  expect(removalFault(stage, mode, { REMOVE_STAGE: told }) !== undefined).toBe(isRefused);
});
