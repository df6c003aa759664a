import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { COMPONENTS } from "../../../api/description/components.ts";
import { openApiText } from "../../../api/description/openapi.ts";
import { EXAMPLE_URL } from "../../../api/description/operation.ts";
import { OPERATIONS } from "../../../api/description/operations.ts";
import { PROBLEMS } from "../../../lib/problem.ts";
import { ROWS } from "../../../lib/url/parameters.ts";

const text = openApiText("https://pictures.example");

/** Problems of HTTP itself, which no operation has to itself; `route-unknown` has none at all. */
const OF_HTTP = ["route-unknown", "request-malformed", "request-timeout", "url-too-long", "headers-too-large"];

describe("the API's description", () => {
  test("is OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  test("speaks of the service that it is asked of", () => {
    expect(JSON.parse(text).servers).toEqual([{ url: "https://pictures.example" }]);
    expect(text).not.toContain(EXAMPLE_URL);
  });

  test("uses every schema that it names, and names every one that it uses", () => {
    const used = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(COMPONENTS)));
  });

  test("has every row of the parameter table", () => {
    const { parameters } = JSON.parse(text).paths["/images/{id}/transformation"].get;
    const keys = parameters
      .filter((each: { in: string }) => each.in === "query")
      .map((each: { name: string }) => each.name);
    expect(keys).toEqual(ROWS.map(({ key }) => key));
  });

  test("has every problem, where it can come", () => {
    const described = OPERATIONS.flatMap(({ problems }) => problems);
    const ofAll = ["internal-error", "unavailable", "token-missing", "token-invalid"];
    const ofOtherSystemsUrls = ["dialect-unsupported"];
    expect(new Set([...described, ...ofAll, ...OF_HTTP, ...ofOtherSystemsUrls])).toEqual(
      new Set(Object.keys(PROBLEMS)),
    );
  });

  test("gives each operation a name of its own and an example", () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
    expect(OPERATIONS.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });
});
