import { expect, test } from "vitest";
import { synthesize } from "./synthesized.ts";

const idsOf = (type: string, settings = {}) => Object.keys(synthesize(settings).findResources(type));

test("other values are another store, since CloudFormation fails where it is to import a second time", () => {
  const [all, again] = [
    idsOf("AWS::CloudFront::KeyValueStore"),
    idsOf("AWS::CloudFront::KeyValueStore", { PREWARM: "2" }),
  ];
  expect(all).toHaveLength(1);
  expect(again).toEqual(all);
  const core = idsOf("AWS::CloudFront::KeyValueStore", { EDGE_PARAMETERS: "core" });
  expect(core).toHaveLength(1);
  expect(core).not.toEqual(all);
});

test("no function reads a store that the signing keys are not in yet", () => {
  const functions = Object.entries(synthesize().findResources("AWS::CloudFront::Function"));
  const [, pictures] = functions.find(([id]) => /ViewerRequest/.test(id))!;
  const [keys] = idsOf("Custom::SigningKeys");
  expect(pictures.DependsOn).toContain(keys);
});
