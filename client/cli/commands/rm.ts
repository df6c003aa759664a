import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { forEachImage } from "../each-image.ts";
import { usageFailure } from "../failure.ts";
import { checkImageId } from "../parameter-arguments.ts";
import { print, tell, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

/** `darkroom rm`: removes pictures and all that was made of them. */
export function rmCommand(world: World): Command {
  return command("rm <id...>", "Delete pictures and every copy that was made of them, for good.", [
    "rm 01jd3v7k2mq8x4n5p6r7s8t9va",
    "rm --yes 01jd3v7k2mq8x4n5p6r7s8t9va 01jd3v8a9bq8x4n5p6r7s8t9vc",
    "ls --json | jq -r 'select(.state == \"failed\") | .id' | xargs darkroom rm --yes",
  ])
    .option("-y, --yes", "do not ask")
    .action(async (ids: string[], { yes }: { yes?: true }) => {
      for (const id of ids) checkImageId(id);
      if (yes !== true && !(await isSure(world, ids.length))) return tell(world, "Nothing was deleted.");
      const darkroom = ownDarkroom(world);
      await forEachImage(world, ids, "deleted", async (id) => {
        await darkroom.remove(id);
        print(world, id);
      });
    });
}

async function isSure({ stdin, stderr, signal }: World, count: number): Promise<boolean> {
  if (!stdin.isTTY) throw usageFailure("There is nobody to ask whether that is meant; --yes says so.");
  const reader = createInterface({ input: stdin, output: stderr });
  try {
    const what = count === 1 ? "this picture" : `these ${count} pictures`;
    const answer = await reader.question(`Delete ${what} and every copy, for good? [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}
