import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { EXIT_CODES } from "../../../client/cli/failure.ts";
import { newUser } from "./command-run.ts";

const GUIDE = await readFile(new URL("../../../docs/cli.md", import.meta.url), "utf8");

describe("the guide to the command line", () => {
  test("has every command and every exit code", async () => {
    const user = newUser({});
    const help = (await user.run(["--help"])).stdout;
    user.leave();
    const names = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = ""]) => name).filter((name) => name !== "help");
    expect(names.filter((name) => !new RegExp(`\`${name}\`|darkroom ${name}\\b`).test(GUIDE))).toEqual([]);
    const codes = [...GUIDE.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT_CODES));
  });
});
