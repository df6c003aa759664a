import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** What people read, e.g. `docs/client.md`; the README first. */
export const PAGES: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"],
  ...readdirSync(join(PROJECT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** One block of a page between two lines of three backticks. */
export interface FencedBlock {
  readonly page: string;
  /** e.g. `sh`; empty for what is no language: answers, drawings. */
  readonly language: string;
  /** What stands behind the language: the file that the block shows, or a name for a test of its own. */
  readonly note: string;
  readonly text: string;
}

/** The blocks of a page, those of its lists too. */
export function blocksOf(page: string): FencedBlock[] {
  const found = textOf(page).matchAll(/^( *)```(\w*) ?(.*)\n([\s\S]*?)^\1```$/gm);
  return [...found].map(([, indent = "", language = "", note = "", text = ""]) => {
    return { page, language, note, text: text.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
}

export function textOf(page: string): string {
  return readFileSync(join(PROJECT, page), "utf8");
}

/** The commands of a page's shell blocks, each with the lines that it goes on in. */
export function commandsOf(page: string): string[] {
  const shell = blocksOf(page).filter(({ language, note }) => language === "sh" && note === "");
  return shell.flatMap(({ text }) => text.trim().split(/(?<!\\)\n/));
}
