import { beforeAll, expect, test } from "vitest";
import { settingsStatement } from "../../stacks/build/edge-settings.ts";
import { EVERYTHING, synthesize } from "./synthesized.ts";
import { type TemplateJson, textOf, theOne } from "./template.ts";

let template: TemplateJson;
beforeAll(() => {
  template = synthesize(EVERYTHING).toJSON() as TemplateJson;
});

test("the deployment is told which keys there are, and nothing of their secrets", () => {
  const { ServiceToken, ...told } = theOne(template, "Custom::SigningKeys").Properties;
  expect(textOf(ServiceToken)).toMatch(/SigningKeysFunction/);
  expect(told).toEqual({
    Folder: "/darkroom/test-darkroom/ImageCdn/SigningKeys",
    KeyValueStoreArn: { "Fn::GetAtt": [expect.stringMatching(/EdgeValues/), "Arn"] },
    KeyIds: ["k2", "k1"],
    ServiceTimeout: "180",
  });
});

test("the API signs with the first key, hears of its elders in unsubscriptions, and comes after them", () => {
  const api = theOne(template, "AWS::Lambda::Function", /ApiFunction/);
  expect(api.Properties.Environment.Variables.SIGNING_KEY_PARAMETER).toBe(
    "/darkroom/test-darkroom/ImageCdn/SigningKeys/k2,/darkroom/test-darkroom/ImageCdn/SigningKeys/k1",
  );
  expect(api.DependsOn).toContainEqual(expect.stringMatching(/SigningKeys[0-9A-F]{8}$/));
});

test("the keys go into the very store that the pictures' function reads", () => {
  const { FunctionConfig } = theOne(template, "AWS::CloudFront::Function", /ViewerRequest/).Properties;
  const { KeyValueStoreArn } = theOne(template, "Custom::SigningKeys").Properties;
  expect(FunctionConfig.KeyValueStoreAssociations).toEqual([{ KeyValueStoreARN: KeyValueStoreArn }]);
});

test("the pictures' function is put up with the settings, and the others know them too", () => {
  const { FunctionCode } = theOne(template, "AWS::CloudFront::Function", /ViewerRequest/).Properties;
  expect(FunctionCode).toContain(settingsStatement({ ladder: [320, 640, 1280], signedUrls: "sizes" }));
  for (const name of [/ApiFunction/, /TransformerFunction/, /WorkerFunction/, /SweeperFunction/]) {
    expect(theOne(template, "AWS::Lambda::Function", name).Properties.Environment.Variables).toMatchObject({
      LADDER: "320,640,1280",
      SIGNED_URLS: "sizes",
    });
  }
});

test.each([
  [{ SIGNED_URLS: "off" }, [/ApiFunction/]],
  [{ SIGNED_URLS: "off", MAIL_FROM: "pictures@example.com" }, [/ApiFunction/, /WorkerFunction/]],
  [{ SIGNED_URLS: "required" }, [/ApiFunction/, /WorkerFunction/, /SweeperFunction/]],
] as const)("with %j the key is with those alone who sign something", (settings, signers) => {
  const json = synthesize(settings).toJSON() as TemplateJson;
  const holders = Object.entries(json.Resources).filter(([, { Properties }]) =>
    JSON.stringify(Properties?.Environment ?? "").includes("SIGNING_KEY_PARAMETER"),
  );
  const readers = Object.entries(json.Resources).filter(
    ([id, { Type, Properties }]) =>
      Type === "AWS::IAM::Policy" && !/SigningKeys/.test(id) && /ssm:GetParameter/.test(JSON.stringify(Properties)),
  );
  for (const found of [holders, readers]) {
    expect(found).toHaveLength(signers.length);
    for (const name of signers) expect(found.some(([id]) => name.test(id))).toBe(true);
  }
});
