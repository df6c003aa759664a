import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { COMPONENTS } from "../../../api/description/components.ts";
import { EXAMPLE_URL } from "../../../api/description/operation.ts";
import { OPERATIONS } from "../../../api/description/operations.ts";
import { referencePage } from "../../../api/description/reference-page.ts";
import { descriptionRoutes } from "../../../api/description.ts";
import { PROBLEMS } from "../../../lib/problem.ts";
import { pictureUrls } from "../../../lib/url/picture-urls.ts";

const URL = "https://pictures.example";
const page = referencePage(URL);
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);

describe("the reference", () => {
  test("asks for nothing but itself", () => {
    expect(page).not.toMatch(/<(script|img|link|iframe|base|form)\b|\ssrc=|@import|url\(/);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, link]) => link!);
    expect(links.filter((link) => !link.startsWith("#"))).toEqual(["/openapi.json"]);
  });

  test("shows every operation, schema and problem once", () => {
    const all = [...OPERATIONS.map(({ id }) => id), ...Object.keys(PROBLEMS)];
    const schemas = Object.keys(COMPONENTS).map((name) => `schema-${name}`);
    expect(ids.sort()).toEqual([...all, ...schemas, "schemas", "problems"].sort());
  });

  test("has no link that leads nowhere", () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("gives examples that can be pasted for the service that it is asked of", () => {
    expect(page).not.toContain(EXAMPLE_URL);
    expect(page).toContain(`&#39;${URL}/images?limit=2&#39;`);
  });

  test("comes with a policy under which its own look holds and nothing runs", async () => {
    const response = await descriptionRoutes({ urls: async () => pictureUrls(URL, "off", undefined) }).request("/docs");
    expect(await response.text()).toBe(page);
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)![1]!;
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`;
    expect(response.headers.get("content-security-policy")).toBe(policy);
  });
});
