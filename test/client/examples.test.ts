import { readdirSync, readFileSync } from "node:fs";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueToken } from "../../dev/issuer.ts";
import { type Client, startClient } from "../contract/service.ts";
import { blocksOf, PAGES } from "../docs/fenced-blocks.ts";
import { quadrants } from "../pictures/quadrants.ts";

const CLIENT = new URL("../../client/", import.meta.url);

/** What stands there is an app for AWS, which `npm run test:cloud` compiles. */
const OF_THE_CLOUD = "docs/deploy.md";

/** What `package.json` exports, as the sources it is built from. */
const ENTRIES: Readonly<Record<string, () => Promise<object>>> = {
  "darkroom/client": () => import("../../client/client.ts"),
  "darkroom/client/sign": () => import("../../client/sign.ts"),
  "darkroom/client/next": () => import("../../client/next-loader.ts"),
  "darkroom/client/unpic": () => import("../../client/unpic-transformer.ts"),
};

let client: Client;
let token: string;
let file: Blob;

beforeAll(async () => {
  client = await startClient();
  token = await issueToken(client.service.issuer, "reader", "reader@example.com");
  file = new Blob([new Uint8Array(await quadrants(640, 480).jpeg().toBuffer())]);
});
afterAll(() => client.close());

/** The examples of docstrings, and the TypeScript of all pages. */
function examples(): [place: string, code: string][] {
  const sources = readdirSync(CLIENT).filter((name) => name.endsWith(".ts"));
  const documented = sources.flatMap((name) => {
    const found = readFileSync(new URL(name, CLIENT), "utf8").matchAll(/@example\n((?: \*.*\n)+?) \*\//g);
    return [...found].map((match): [string, string] => [name, match[1]!.replace(/^ \* ?/gm, "")]);
  });
  const shown = PAGES.filter((page) => page !== OF_THE_CLOUD).flatMap((page) => {
    const blocks = blocksOf(page).filter(({ language }) => language === "ts");
    return blocks.map(({ text }, index): [string, string] => [`${page}, block ${index + 1}`, text]);
  });
  const extracted = documented.map(([place, text]) => [place, /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? ""] as const);
  return [...extracted, ...shown].map(([place, code]) => [place, code]);
}

/** An example as the body of a function: imports are loaded, and `expression; // → value` is checked. */
async function runnable(code: string): Promise<string> {
  const loaded = code
    .replace(/^import type .*$/gm, "")
    .replace(/^import (\w+) from ("[^"]+");$/gm, "const { default: $1 } = await load($2);")
    .replace(/^import (\{[^}]+\}) from ("[^"]+");$/gm, "const $1 = await load($2);");
  const checked = loaded.replace(/^(.*); \/\/ → (.+)$/gm, "expect($1).toEqual($2);");
  const { code: script } = await transform(`export async function example() {\n${checked}\n}`, { loader: "ts" });
  return script.replace(/export \{[^}]+\};?/, "").replace(/export (async function)/, "$1");
}

describe("what the client's documentation shows", () => {
  const all = examples();

  test("is there for every entry", () => {
    for (const entry of Object.keys(ENTRIES)) expect(all.some(([, code]) => code.includes(`"${entry}"`))).toBe(true);
    expect(all.every(([, code]) => code !== "")).toBe(true);
  });

  test.each(all)("works: %s", async (_place, code) => {
    const load = (entry: string) => ENTRIES[entry]!();
    const script = (await runnable(code)).replaceAll("http://127.0.0.1:8787", client.url);
    const run = new Function("load", "expect", "token", "file", `${script}; return example();`);
    expect.hasAssertions();
    await run(load, expect, token, file);
    expect(code).toMatch(/→|ImageParameters|await/);
  });
});
