import { expect, test } from "vitest";
import { type Properties, synthesize } from "./synthesized.ts";
import { type TemplateJson, theOne } from "./template.ts";

test("each file of the playground is put under the path that it is asked for, with its type", () => {
  const template = synthesize().toJSON() as TemplateJson;
  const { Files } = theOne(template, "Custom::BucketContents", /Files/).Properties;
  expect(Files.map((file: Properties) => [file.Key, file.ContentType])).toEqual([
    ["assets/playground.js", "text/javascript; charset=utf-8"],
    ["docs", "text/html; charset=utf-8"],
    ["index.html", "text/html; charset=utf-8"],
    ["config.json", "application/json"],
  ]);
});
