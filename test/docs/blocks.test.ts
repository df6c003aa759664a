import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BROWSERS_ACCEPT, explainOffline } from "../../client/explanation.ts";
import { blocksOf, commandsOf, PAGES, PROJECT, textOf } from "./fenced-blocks.ts";
import { NOT_RUN } from "./not-run.ts";

const ID = "01jd3v7k2mq8x4n5p6r7s8t9va";
const BLOCKS = PAGES.flatMap(blocksOf);

/** Languages whose blocks something runs or reads: shells here, TypeScript by the client's examples, and so on. */
const HELD = ["", "sh", "ts", "js", "jsx", "json", "html", "css", "mermaid"];

describe("what the documents show", () => {
  test("is in languages that a test holds", () => {
    expect(BLOCKS.filter(({ language }) => !HELD.includes(language))).toEqual([]);
    expect(BLOCKS.length).toBeGreaterThan(50);
  });

  test.each(NOT_RUN)("is not run for a reason only where it is there: $page $begins", ({ page, begins }) => {
    expect(commandsOf(page).some((command) => command.startsWith(begins))).toBe(true);
  });

  test.each(BLOCKS.filter(({ note }) => note.includes("/")))("of $note in $page is in that file", ({ note, text }) => {
    expect(readFileSync(join(PROJECT, note), "utf8")).toContain(text);
  });

  test.each(BLOCKS.filter(({ language }) => language === "json"))("in $page is JSON: $text", ({ text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });

  /** Addresses of pictures, but for those that are cut short with an ellipsis. */
  const ADDRESSES = BLOCKS.filter(({ language }) => ["", "html"].includes(language)).flatMap(({ page, text }) =>
    [...text.matchAll(/\/images\/ID\/transformation\?([^\s"'<>]*)/g)]
      .map(([url]) => url.replace("/ID/", `/${ID}/`).replaceAll("&amp;", "&"))
      .filter((url) => !url.includes("…"))
      .map((url) => [page, url] as const),
  );

  test.each(ADDRESSES)("in %s is an address that the edge takes: %s", async (_, url) => {
    expect(await explainOffline(url, BROWSERS_ACCEPT)).toMatchObject({ refusal: null });
  });
});

/** The headings of a page as GitHub names them. */
function anchorsOf(page: string): string[] {
  const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, words = ""]) => words.toLowerCase());
  return headings.map((words) => words.replaceAll(" ", "-").replace(/[^\w-]/g, ""));
}

/** The links of a page to other pages that lead nowhere, e.g. `deploy.md#mial`. */
function brokenLinks(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([\w./-]*)(?:#([\w-]+))?\)/g)];
  return links.flatMap(([, path = "", heading]) => {
    const target = path === "" ? page : join(page, "..", path);
    const isThere = existsSync(join(PROJECT, target)) && (heading === undefined || anchorsOf(target).includes(heading));
    return isThere ? [] : [heading === undefined ? path : `${path}#${heading}`];
  });
}

test.each(PAGES)("%s links to what is there", (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

test("the index has every page", () => {
  const pages = PAGES.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
  const index = textOf("docs/README.md");
  expect(pages.filter((page) => !index.includes(`(${page.replace("docs/", "")})`))).toEqual([]);
});
