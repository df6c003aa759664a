import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { ask } from "../../service.ts";
import { forEachImage } from "../each-image.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { print, type World } from "../world.ts";
import { command, ownDarkroom, ownService } from "./command.ts";

const DEFAULTS = "/users/me/defaults";

/** `darkroom defaults`: what one's next uploads are made with. */
export function defaultsCommand(world: World): Command {
  const get = command("get", "Print your defaults as JSON.", ["defaults get", "defaults get > defaults.json"]).action(
    async () => printAnswer(world, await ask(ownService(world), DEFAULTS)),
  );
  const set = command("set <file>", "Replace all of your defaults by a file of JSON, or by what comes in for -.", [
    "defaults set defaults.json",
    `defaults set - <<< '{"transform": {"q": 60}, "renditions": {"hero": {"w": 2000}}}'`,
  ]).action(async (file: string) => {
    const json = parsed(file === "-" ? await text(world.stdin) : await contents(file));
    await printAnswer(world, await ask(ownService(world), DEFAULTS, { method: "PUT", json }));
  });
  const reset = command("reset", "Go back to the service's defaults.", ["defaults reset"]).action(async () =>
    printAnswer(world, await ask(ownService(world), DEFAULTS, { method: "DELETE" })),
  );
  const apply = command("apply <id...>", "Re-apply your defaults of now to pictures that you have uploaded before.", [
    "defaults apply 01jd3v7k2mq8x4n5p6r7s8t9va",
    "ls --json | jq -r .id | xargs darkroom defaults apply",
  ]).action(async (ids: string[]) => {
    const { defaults } = ownDarkroom(world);
    await forEachImage(world, ids, "given your defaults", async (id) => {
      await defaults.reapply(id);
      print(world, id);
    });
  });
  const group = command("defaults", "Show or change what your next uploads are made with, or re-apply it.", [
    "defaults get",
  ]);
  return group.addCommand(get).addCommand(set).addCommand(reset).addCommand(apply);
}

async function printAnswer(world: World, answer: Response): Promise<void> {
  print(world, JSON.stringify(await answer.json(), null, 2));
}

async function contents(file: string): Promise<string> {
  return readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new CommandFailure(`${file} cannot be read (${cause.code}).`, undefined, { cause });
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw usageFailure('Defaults are JSON such as {"transform": {"q": 60}, "renditions": {"hero": {"w": 2000}}}.');
  }
}
